/** A type in words; where it names a shape, the name leads there. */
export function ShapeName({ type, shape }: { type: string; shape: string | null }) {
  if (shape === null) return type;
  const [before = "", ...after] = type.split(shape);
  return (
    <>
      {before}
      <a href={`#shape-${shape}`}>{shape}</a>
      {after.join(shape)}
    </>
  );
}
