import mime from "mime";

/** The media type of a file by its name, with the charset of texts; `application/octet-stream` when the name says nothing. */
export function contentTypeOf(name: string): string {
  const type = mime.getType(name) ?? "application/octet-stream";
  const isText = type.startsWith("text/") || /^application\/(javascript|json|xml)$|[+](json|xml)$/.test(type);
  return isText ? `${type}; charset=utf-8` : type;
}
