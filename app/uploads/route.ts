import { answerUpload } from "#lib/server/http/upload.ts";

export const dynamic = "force-dynamic";

export { answerUpload as POST };
