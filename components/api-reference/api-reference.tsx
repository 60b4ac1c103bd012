import { FieldTable } from "#components/api-reference/field-table.tsx";
import { OperationPart } from "#components/api-reference/operation-part.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { type OpenApiDocument, operationsByTag, problemsOf } from "#lib/core/open-api.ts";

/** The reference of the HTTP API, drawn from its own description. Nothing comes from another host. */
export function ApiReference({ document }: { document: OpenApiDocument }) {
  const tags = operationsByTag(document);
  return (
    <main className="mx-auto max-w-content px-gutter pb-section">
      <PageHeader title="HTTP API" crumbs={[{ label: "Portal", href: "/" }, { label: "HTTP API" }]}>
        Below <code>/api/v1</code>, also as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
      </PageHeader>
      <nav aria-label="Contents" className="mt-block">
        <ul className="flex flex-wrap gap-x-4 gap-y-2">
          {tags.map(({ tag, id }) => (
            <li key={id}>
              <TextLink href={`#${id}`}>{tag}</TextLink>
            </li>
          ))}
          <li>
            <TextLink href="#shapes">Shapes</TextLink>
          </li>
          <li>
            <TextLink href="#problems">Problems</TextLink>
          </li>
        </ul>
      </nav>
      <div className="mt-block max-w-measure">
        <Prose source={document.info.description} />
      </div>
      {tags.map(({ tag, id, operations }) => (
        <Section key={id} title={tag} id={id}>
          {operations.map((operation) => (
            <OperationPart key={operation.operation.operationId} {...operation} />
          ))}
        </Section>
      ))}
      <Shapes document={document} />
      <Problems document={document} />
    </main>
  );
}

function Shapes({ document }: { document: OpenApiDocument }) {
  return (
    <Section title="Shapes" id="shapes">
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <section key={name} id={`shape-${name}`} className="mt-block">
          <h3 className="font-strong">{name}</h3>
          <FieldTable caption={`Fields of ${name}`} schema={schema} />
        </section>
      ))}
    </Section>
  );
}

function Problems({ document }: { document: OpenApiDocument }) {
  return (
    <Section title="Problems" id="problems">
      <Table caption="Problems by status">
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Title</th>
          </tr>
        </thead>
        <tbody>
          {problemsOf(document).map(({ status, title }) => (
            <tr key={status} id={`problem-${status}`}>
              <th scope="row">{status}</th>
              <td>{title}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
