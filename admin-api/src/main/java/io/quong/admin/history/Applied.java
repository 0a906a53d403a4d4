package io.quong.admin.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Call;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.TakenBack;
import io.quong.admin.store.Transaction;

/** The answer of a write of many entities; a dry run takes all back and tells the same. */
final class Applied {
  private Applied() {}

  /**
   * @param name of a member that says more
   */
  static Reply reply(Call call, Transaction transaction, String name, long more) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("dry_run", call.isDryRun());
    body.put("version", transaction.version());
    body.put(name, more);
    body.set("changes", ChangeView.whole(transaction.changes()));
    Reply reply = Reply.ok(body);
    if (call.isDryRun()) {
      throw new TakenBack(reply);
    }
    return reply.with("ETag", VersionTag.of(transaction.version()));
  }
}
