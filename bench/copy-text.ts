import type pg from "pg";

/** COPY … FROM STDIN with text that is ready: what PostgreSQL itself can take, without a package for it. */
export function copyText(client: pg.Client, table: string, text: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const copy = {
      submit: (connection: Connection) => connection.query(`COPY ${table} FROM STDIN`),
      handleCopyInResponse: (connection: Connection) => {
        for (let at = 0; at < text.length; at += chunk) {
          connection.sendCopyFromChunk(text.subarray(at, at + chunk));
        }
        connection.endCopyFrom();
      },
      handleError: (error: Error) => {
        failure = error;
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve()),
      handleCommandComplete: () => {},
      handleRowDescription: () => {},
    };
    client.query(copy as unknown as pg.Submittable);
  });
}

type Connection = {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
};

const chunk = 64 * 1024;
