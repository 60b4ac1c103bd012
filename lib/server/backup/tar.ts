/**
 * The ustar form of tar (POSIX.1-1988), as far as a backup needs it: files of a few megabytes, one after the other. So
 * a backup opens with `tar xzf` too, by somebody who has no portal.
 */

export type Member = { name: string; bytes: Uint8Array };

const block = 512;
/** Members are held whole while they are read, so none may be large. */
export const longestMember = 32 * 1024 * 1024;

/** A member with its head and the zeros that fill its last block. */
export function tarMember({ name, bytes }: Member, at: Date): Uint8Array[] {
  return [tarHead(name, bytes.byteLength, at), bytes, tarFill(bytes.byteLength)];
}

/** The zeros behind a member of so many bytes. */
export function tarFill(size: number): Uint8Array {
  return new Uint8Array((block - (size % block)) % block);
}

/** Two empty blocks end an archive. */
export const tarEnd = new Uint8Array(2 * block);

export function tarHead(name: string, size: number, at: Date): Uint8Array {
  const head = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for a tar archive.`);
  head.write(name, 0);
  head.write("0000600\0", 100);
  head.write("0000000\0", 108);
  head.write("0000000\0", 116);
  head.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  head.write(
    `${Math.floor(at.getTime() / 1000)
      .toString(8)
      .padStart(11, "0")}\0`,
    136,
  );
  head.write("        ", 148);
  head.write("0", 156);
  head.write("ustar\x0000", 257);
  head.write(`${sumOf(head).toString(8).padStart(6, "0")}\0 `, 148);
  return head;
}

function sumOf(head: Buffer): number {
  return head.reduce((sum, byte) => sum + byte, 0);
}

/** What is wrong with an archive; the message says it for people. */
export class TarError extends Error {}

/** The members of an archive, one held at a time. Throws TarError when it is cut off or no such archive. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const reader = new Reader(source);
  for (;;) {
    const head = await reader.take(block);
    if (head.every((byte) => byte === 0)) return;
    const { name, size } = readHead(head);
    const bytes = await reader.take(size);
    await reader.take(tarFill(size).byteLength);
    yield { name, bytes };
  }
}

function readHead(head: Buffer): { name: string; size: number } {
  const text = (from: number, length: number) =>
    head.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  const sum = Number.parseInt(text(148, 8), 8);
  const summed = Buffer.from(head);
  summed.write("        ", 148);
  const size = Number.parseInt(text(124, 12), 8);
  if (text(257, 6) !== "ustar" || sum !== sumOf(summed) || !(size >= 0 && size <= longestMember)) {
    throw new TarError("a part of it is no longer what was written");
  }
  return { name: text(0, 100), size };
}

/** Takes exactly so many bytes from a stream, whatever the pieces it comes in. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>;
  #pieces: Uint8Array[] = [];
  #held = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held < count) {
      const { done, value } = await this.#source.next();
      if (done) throw new TarError("it is cut off");
      this.#pieces.push(value);
      this.#held += value.byteLength;
    }
    const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    const whole = Buffer.from(all?.buffer ?? new ArrayBuffer(0), all?.byteOffset, all?.byteLength);
    this.#pieces = [whole.subarray(count)];
    this.#held = whole.byteLength - count;
    return whole.subarray(0, count);
  }
}
