package io.quong.plugins.session;

/** How long sessions last; 0 seconds is for ever. */
record SessionTimeouts(double idling, double rolling, double absolute) {
  private static final double RENEW_AFTER = 0.75;
  private static final long TOUCH_AFTER_MS = 60_000;

  static SessionTimeouts of(Double idling, Double rolling, Double absolute) {
    return new SessionTimeouts(seconds(idling), seconds(rolling), seconds(absolute));
  }

  private static double seconds(Double value) {
    return value == null ? 0 : value;
  }

  boolean isOver(SessionState session, long now) {
    return left(session.touchedAt(), idling, now) < 0
        || left(session.rolledAt(), rolling, now) < 0
        || left(session.createdAt(), absolute, now) < 0;
  }

  /** Whether so much of its time is gone that it should go on under another id. */
  boolean isDueForRenewal(SessionState session, long now) {
    return rolling > 0 && now - session.rolledAt() > rolling * RENEW_AFTER * 1_000;
  }

  boolean isDueForTouch(SessionState session, long now) {
    return idling > 0 && now - session.touchedAt() > TOUCH_AFTER_MS;
  }

  /** Whole seconds that a row of it is kept; 0 for ever. */
  long rowSeconds() {
    return (long) Math.ceil(rolling > 0 ? rolling : absolute);
  }

  long idlingLeft(SessionState session, long now) {
    return shown(left(session.touchedAt(), idling, now));
  }

  long rollingLeft(SessionState session, long now) {
    return shown(left(session.rolledAt(), rolling, now));
  }

  long absoluteLeft(SessionState session, long now) {
    return shown(left(session.createdAt(), absolute, now));
  }

  /** The least that is left of any. */
  long left(SessionState session, long now) {
    double least =
        Math.min(
            left(session.touchedAt(), idling, now),
            Math.min(
                left(session.rolledAt(), rolling, now), left(session.createdAt(), absolute, now)));
    return shown(least);
  }

  private static double left(long since, double seconds, long now) {
    return seconds <= 0 ? Double.POSITIVE_INFINITY : seconds - (now - since) / 1_000d;
  }

  private static long shown(double seconds) {
    return Double.isInfinite(seconds) ? 0 : Math.max(0, (long) Math.floor(seconds));
  }
}
