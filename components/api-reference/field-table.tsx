import { ShapeName } from "#components/api-reference/shape-name.tsx";
import { Table } from "#components/ui/table.tsx";
import { fieldRows, type JsonSchema, typeOf } from "#lib/core/open-api.ts";

type FieldTableProps = { caption: string; title?: string; schema: JsonSchema };

/** The fields of a body or shape. What is no object is said in one line. */
export function FieldTable({ caption, title, schema }: FieldTableProps) {
  const rows = fieldRows(schema);
  return (
    <>
      {title && <h4 className="mt-field text-small font-strong text-ink-soft">{title}</h4>}
      {rows.length === 0 ? (
        <p className="mt-1">
          <ShapeName {...typeOf(schema)} />
        </p>
      ) : (
        <Table caption={caption}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type</th>
              <th scope="col">Note</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Alternatives of one field may repeat a path.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <tr key={`${row.path}-${index}`}>
                <th scope="row" className="min-w-24 font-mono wrap-anywhere">
                  {row.path}
                </th>
                <td className="wrap-anywhere">
                  <ShapeName type={row.type} shape={row.shape} />
                </td>
                <td>{[row.required ? "Required." : "", ...row.notes].filter(Boolean).join(" ")}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
