import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { Fragment, type ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";

/**
 * Text that people wrote in Markdown. It becomes React elements, never HTML: tags are shown as the text they are,
 * links go only to http, https, mailto and pages of the portal, and pictures are links, since nothing is loaded from
 * another host. Render it on the server.
 */
export function Prose({ source, size }: { source: string; size?: "read" | "small" }) {
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return (
    <div className="prose" data-size={size}>
      {all(tree.children)}
    </div>
  );
}

function all(nodes: readonly RootContent[] | readonly PhrasingContent[]): ReactNode {
  return nodes.map((node, index) => {
    const place = `${index}-${node.position?.start.offset ?? 0}`;
    return <Fragment key={place}>{draw(node)}</Fragment>;
  });
}

function draw(node: Nodes): ReactNode {
  switch (node.type) {
    case "root":
    case "delete":
      return node.type === "root" ? all(node.children) : <del>{all(node.children)}</del>;
    case "paragraph":
      return <p>{all(node.children)}</p>;
    case "text":
    case "html":
      return node.value;
    case "strong":
      return <strong>{all(node.children)}</strong>;
    case "emphasis":
      return <em>{all(node.children)}</em>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "break":
      return <br />;
    case "link":
      return linkTo(node.url, all(node.children));
    case "linkReference":
      return all(node.children);
    case "imageReference":
      return node.alt;
    case "footnoteReference":
      return <sup>[{node.label}]</sup>;
    case "image":
      return linkTo(node.url, node.alt || node.url);
    case "code":
      return (
        // A long line scrolls, so the keyboard must be able to reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    default:
      return drawBlock(node);
  }
}

function drawBlock(node: Nodes): ReactNode {
  switch (node.type) {
    case "heading": {
      // The page's own title and section heads stand above: a text begins at the third level.
      const Heading = ["h3", "h4", "h5"][Math.min(node.depth, 3) - 1] as "h3" | "h4" | "h5";
      return <Heading>{all(node.children)}</Heading>;
    }
    case "blockquote":
      return <blockquote>{all(node.children)}</blockquote>;
    case "thematicBreak":
      return <hr />;
    case "list": {
      const tasks = node.children.some((item) => item.checked != null);
      const items = all(node.children);
      if (node.ordered) return <ol start={node.start ?? undefined}>{items}</ol>;
      return <ul data-tasks={tasks || undefined}>{items}</ul>;
    }
    case "listItem":
      return (
        <li>
          {node.checked != null && (node.checked ? "Done: " : "To do: ")}
          {node.children.map((child) =>
            child.type === "paragraph" && !node.spread ? all(child.children) : all([child]),
          )}
        </li>
      );
    case "table":
      return drawTable(node);
    case "footnoteDefinition":
      return (
        <>
          <p>[{node.label}]</p>
          {all(node.children)}
        </>
      );
    default:
      return null;
  }
}

function drawTable(table: Extract<Nodes, { type: "table" }>): ReactNode {
  const [head, ...body] = table.children;
  const cells = (row: typeof head, Cell: "th" | "td") =>
    row?.children.map((cell) => (
      <Cell key={cell.position?.start.offset} scope={Cell === "th" ? "col" : undefined}>
        {all(cell.children)}
      </Cell>
    ));
  return (
    <table>
      <thead>
        <tr>{cells(head, "th")}</tr>
      </thead>
      <tbody>
        {body.map((row) => (
          <tr key={row.position?.start.offset}>{cells(row, "td")}</tr>
        ))}
      </tbody>
    </table>
  );
}

function linkTo(url: string, children: ReactNode): ReactNode {
  const safe = /^(https?:|mailto:)/i.test(url) || /^\/(?!\/)/.test(url) || url.startsWith("#");
  return safe ? <TextLink href={url}>{children}</TextLink> : children;
}
