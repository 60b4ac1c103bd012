-- The audit log of one kind of object, the newest first.
CREATE INDEX "AuditEvent_entity_position_idx" ON "AuditEvent"("entity", "position");
