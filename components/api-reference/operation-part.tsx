import { Fragment } from "react";
import { FieldTable } from "#components/api-reference/field-table.tsx";
import { ShapeName } from "#components/api-reference/shape-name.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { answersOf, type Operation, parametersSchema } from "#lib/core/open-api.ts";

type OperationPartProps = { method: string; path: string; operation: Operation };

/** One operation: what it does, who may, what goes in, what comes out. */
export function OperationPart({ method, path, operation }: OperationPartProps) {
  const heading = `${method.toUpperCase()} ${path}`;
  const { good, problems } = answersOf(operation);
  const parameters = operation.parameters ?? [];
  return (
    <article
      id={operation.operationId}
      className="mt-block"
      aria-labelledby={`${operation.operationId}-head`}
    >
      <h3 id={`${operation.operationId}-head`} className="font-mono font-strong wrap-anywhere">
        {heading}
      </h3>
      <p className="mt-2">{operation.summary}</p>
      {operation.description && (
        <div className="mt-1 max-w-measure">
          <Prose source={operation.description} size="small" />
        </div>
      )}
      {parameters.length > 0 && (
        <FieldTable
          caption={`Parameters of ${heading}`}
          title="Parameters"
          schema={parametersSchema(parameters)}
        />
      )}
      {Object.entries(operation.requestBody?.content ?? {}).map(([mediaType, { schema }]) => (
        <FieldTable
          key={mediaType}
          caption={`${mediaType} body of ${heading}`}
          title={mediaType}
          schema={schema}
        />
      ))}
      <h4 className="mt-field text-small font-strong text-ink-soft">Answers</h4>
      <ul className="mt-1 text-small">
        {good.map(({ status, mediaType, type, shape }) => (
          <li key={`${status}${mediaType}`}>
            {status}, {mediaType}: <ShapeName type={type} shape={shape} />
          </li>
        ))}
        <li>
          Problems:{" "}
          {problems.map((status, index) => (
            <Fragment key={status}>
              {index > 0 && ", "}
              <a href={`#problem-${status}`}>{status}</a>
            </Fragment>
          ))}
        </li>
      </ul>
    </article>
  );
}
