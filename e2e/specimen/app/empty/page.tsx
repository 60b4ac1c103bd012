/** What Next carries by itself, to measure pages against. */
export default function Empty() {
  return <main>Empty</main>;
}
