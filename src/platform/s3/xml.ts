import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { S3Error } from "./errors.ts";

/**
 * Content of an element: a text, nothing (`undefined` leaves the element out), several of the same name (an array), or
 * children by name in order. A name that begins with `@` is an attribute.
 */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlContent[]
  | { readonly [name: string]: XmlContent };

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** Renders a document of S3's namespace. */
export function renderXml(root: string, content: { readonly [name: string]: XmlContent }): string {
  return renderXmlWithoutNamespace(root, { "@xmlns": namespace, ...content });
}

/** Renders a document as S3 does for errors. */
export function renderXmlWithoutNamespace(root: string, content: XmlContent): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, content)}`;
}

function renderElement(name: string, content: XmlContent): string {
  if (content === undefined) return "";
  if (Array.isArray(content)) return content.map((one: XmlContent) => renderElement(name, one)).join("");
  if (typeof content !== "object") return `<${name}>${escapeXml(String(content))}</${name}>`;
  const entries = Object.entries(content);
  const attributes = entries
    .filter(([key]) => key.startsWith("@"))
    .map(([key, value]) => ` ${key.slice(1)}="${typeof value === "string" ? escapeXml(value) : ""}"`);
  const children = entries
    .filter(([key]) => !key.startsWith("@"))
    .map(([key, value]) => renderElement(key, value));
  return `<${name}${attributes.join("")}>${children.join("")}</${name}>`;
}

/** Control characters become references, although XML 1.0 knows none for most: so does S3, hence `encoding-type=url`. */
function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[&<>"\u0000-\u0008\u000b-\u001f]/g, (character) => {
    const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[character];
    return named ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

/**
 * Parses a request's document.
 *
 * @throws {S3Error} `MalformedXML` unless it is well-formed and its root is called `root`.
 */
export function parseXmlBody(body: Buffer, root: string): XmlElement {
  let element: XmlElement | null;
  try {
    element = parseXml(body.toString("utf8")).root;
  } catch {
    // Where it is broken is of no use to a client whose SDK wrote it: S3 does not say it either.
    throw new S3Error("MalformedXML");
  }
  if (element?.name !== root) throw new S3Error("MalformedXML");
  return element;
}

/** Children of that name, in order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );
}

/** Text of the one child of that name, with its spaces; undefined when there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

/** As `textOf`. @throws {S3Error} `MalformedXML` when there is none. */
export function requiredTextOf(element: XmlElement, name: string): string {
  const text = textOf(element, name);
  if (text === undefined) throw new S3Error("MalformedXML");
  return text;
}

export type { XmlElement };
