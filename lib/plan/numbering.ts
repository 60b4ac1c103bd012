/** Numbers of headings, tables and figures inside one section: 3.1, 3.2 … */
export type Numbering = { heading: () => string; table: () => string; figure: () => string };

export function numberingOf(section: number): Numbering {
  const counter = () => {
    let count = 0;
    return () => {
      count++;
      return `${section}.${count}`;
    };
  };
  return { heading: counter(), table: counter(), figure: counter() };
}
