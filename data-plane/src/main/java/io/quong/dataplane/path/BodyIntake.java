package io.quong.dataplane.path;

import io.netty.channel.Channel;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Interim;

/**
 * Takes a request's body in while nobody passes it on: until it is whole, where somebody needs
 * that; else no more of it than fits into memory.
 */
final class BodyIntake implements Spool.Listener {
  private final HttpExchange exchange;
  private final Channel client;
  private final Owner owner;
  private boolean wholeWanted;
  private boolean continued;

  /** Who asked for the whole body. */
  interface Owner {
    void bodyIsThere();

    /** It could not be kept. */
    void bodyLost();
  }

  BodyIntake(HttpExchange exchange, Channel client, Owner owner) {
    this.exchange = exchange;
    this.client = client;
    this.owner = owner;
  }

  /** The owner is told when all of the body is there; at once when it is. */
  void readWhole() {
    wholeWanted = true;
    sayContinue();
    if (exchange.body.complete()) {
      whole();
      return;
    }
    if (exchange.body.overflows()) {
      exchange.body.spill(this);
    }
    read();
  }

  /** What comes is taken in, but nobody is to be told of the end. */
  void waitNoLonger() {
    wholeWanted = false;
  }

  /** Lets the client send. */
  void read() {
    sayContinue();
    client.config().setAutoRead(true);
  }

  /** As nginx does, also when the body is there already, or is empty. */
  private void sayContinue() {
    if (exchange.head.expectContinue() && !continued) {
      continued = true;
      client.write(Interim.CONTINUE);
    }
  }

  /** Takes the part over. */
  void add(BodyPart part) {
    RequestBody body = exchange.body;
    body.add(part);
    if (body.overflows()) {
      client.config().setAutoRead(false);
      if (wholeWanted) {
        body.spill(this);
      }
    } else if (body.spool() != null) {
      client.config().setAutoRead(false);
      if (body.spool().written()) {
        spoolWritten();
      }
    } else if (body.complete() && wholeWanted) {
      whole();
    }
  }

  private void whole() {
    wholeWanted = false;
    owner.bodyIsThere();
  }

  @Override
  public void spoolWritten() {
    client.config().setAutoRead(true);
    if (exchange.body.complete() && wholeWanted) {
      whole();
    }
  }

  @Override
  public void spoolFailed() {
    owner.bodyLost();
  }
}
