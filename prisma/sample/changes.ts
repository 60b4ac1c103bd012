import { code } from "#prisma/sample/changes/code.ts";
import { database } from "#prisma/sample/changes/database.ts";
import { furtherWork } from "#prisma/sample/changes/further-work.ts";
import { infrastructure } from "#prisma/sample/changes/infrastructure.ts";
import { softwareConfiguration } from "#prisma/sample/changes/software-configuration.ts";
import type { SampleChange } from "#prisma/sample/sample-change.ts";

export const sampleChanges: SampleChange[] = [
  ...softwareConfiguration,
  ...database,
  ...code,
  ...infrastructure,
  ...furtherWork,
];
