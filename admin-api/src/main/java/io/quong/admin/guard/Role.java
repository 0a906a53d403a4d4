package io.quong.admin.guard;

/** What the bearer of a token may do. */
enum Role {
  /** Everything. */
  ADMIN("admin"),
  /** GET, HEAD and OPTIONS. Entities are shown whole, with their secrets. */
  READ_ONLY("read-only");

  private final String group;

  Role(String group) {
    this.group = group;
  }

  /** Its name in the claim {@code groups}. */
  String group() {
    return group;
  }
}
