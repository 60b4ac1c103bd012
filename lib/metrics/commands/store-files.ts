import { z } from "zod";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { line } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { type KeptFile, writeFile } from "#lib/server/files.ts";
import type { Spooled } from "#lib/server/spool.ts";

const namesSchema = z.array(line(200, "The file's name")).max(200, "At most 200 files at once.");

export type IncomingFile = { name: string; spooled: Spooled };

/** Keeps uploaded files as they came, all or none. Nothing links to them yet; what stays unlinked for a day goes. */
export async function storeFiles(actor: Actor, files: IncomingFile[]): Promise<KeptFile[]> {
  authorize(actor, "file.upload");
  const names = parse(
    namesSchema,
    files.map((file) => file.name),
  );
  return transaction(async (tx) => {
    const kept: KeptFile[] = [];
    for (const [index, { spooled }] of files.entries()) {
      const name = names[index] ?? "file";
      const file = await writeFile(tx, { name, uploadedById: userIdOf(actor), spooled });
      await audit(tx, actor, {
        action: "file.upload",
        entity: "file",
        entityId: file.id,
        data: { name, bytes: file.bytes, sha256: file.sha256 },
      });
      kept.push(file);
    }
    return kept;
  });
}
