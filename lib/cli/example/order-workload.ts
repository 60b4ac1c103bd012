import pg from "pg";

/**
 * A real workload in a database of its own: orders of customers, and the query behind the page that lists a customer's
 * latest ones. A run is one connection that asks for random customers for a while; its value is the median time.
 */
export type OrderWorkload = {
  rows: number;
  /** Without the index and with it by turns, so that what else happens on this machine meets both alike. */
  measureIndex: (runs: number, seconds: number) => Promise<MeasuredPair>;
  /** The same thing twice: two connections take turns, query by query. */
  measureNothing: (runs: number, seconds: number) => Promise<MeasuredPair>;
  close: () => Promise<void>;
};

/** Milliseconds, a value a run. */
export type MeasuredPair = { before: number[]; after: number[] };

export const statement =
  "SELECT id, placed_at, status, amount FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20";
export const index = "CREATE INDEX orders_by_customer ON orders (customer_id, placed_at DESC)";

const database = "example_orders";
const customers = 10_000;

export async function loadOrders(databaseUrl: string, rows: number): Promise<OrderWorkload> {
  await withClient(databaseUrl, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = new URL(databaseUrl);
  url.pathname = `/${database}`;
  const address = url.toString();
  const owner = await connected(address);
  await owner.query(`CREATE TABLE orders (
    id bigint PRIMARY KEY, customer_id int NOT NULL, placed_at timestamptz NOT NULL,
    status text NOT NULL, amount numeric(12, 2) NOT NULL, note text NOT NULL)`);
  await owner.query(
    `INSERT INTO orders
     SELECT n, (random() * ${customers})::int, now() - random() * interval '2 years',
            (ARRAY['placed', 'paid', 'sent', 'returned'])[1 + n % 4], round((random() * 500)::numeric, 2),
            repeat(md5(n::text), 2)
     FROM generate_series(1, $1::bigint) AS n`,
    [rows],
  );
  await owner.query("VACUUM ANALYZE orders");
  return {
    rows,
    measureIndex: (runs, seconds) => measureIndex(address, owner, runs, seconds),
    measureNothing: (runs, seconds) => measureNothing(address, runs, seconds),
    close: () => owner.end(),
  };
}

async function measureIndex(
  address: string,
  owner: pg.Client,
  runs: number,
  seconds: number,
): Promise<MeasuredPair> {
  const pair: MeasuredPair = { before: [], after: [] };
  for (let run = 0; run < runs; run++) {
    await owner.query("DROP INDEX IF EXISTS orders_by_customer");
    pair.before.push(await withClient(address, (client) => medianTime([client], seconds).then(first)));
    await owner.query(index);
    pair.after.push(await withClient(address, (client) => medianTime([client], seconds).then(first)));
  }
  return pair;
}

async function measureNothing(address: string, runs: number, seconds: number): Promise<MeasuredPair> {
  const pair: MeasuredPair = { before: [], after: [] };
  for (let run = 0; run < runs; run++) {
    const clients = [await connected(address), await connected(address)];
    const [one, other] = await medianTime(clients, 2 * seconds).finally(() =>
      Promise.all(clients.map((client) => client.end())),
    );
    pair.before.push(one ?? Number.NaN);
    pair.after.push(other ?? Number.NaN);
  }
  return pair;
}

/** The connections take turns in random order; each one's median. The first queries of a connection do not count. */
async function medianTime(clients: pg.Client[], seconds: number): Promise<number[]> {
  const times = clients.map((): number[] => []);
  const until = performance.now() + 1000 * seconds;
  for (let round = -warmUp; round < fewest || performance.now() < until; round++) {
    const customer = Math.floor(Math.random() * customers);
    const order = Math.random() < 0.5 ? [...clients.keys()] : [...clients.keys()].reverse();
    for (const place of order) {
      const begun = performance.now();
      await clients[place]?.query({ name: "latest-orders", text: statement, values: [customer] });
      if (round >= 0) times[place]?.push(performance.now() - begun);
    }
  }
  return times.map(middle);
}

const warmUp = 5;
const fewest = 11;

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function first([value = Number.NaN]: number[]): number {
  return value;
}

async function connected(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  // The server may be ended while a connection rests; who waits for an answer is told anyway.
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function withClient<Result>(
  address: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connected(address);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
