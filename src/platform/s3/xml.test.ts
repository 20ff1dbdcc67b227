import { describe, expect, it } from "vitest";
import { childrenOf, parseXmlBody, renderXml, textOf } from "./xml.ts";

describe("renderXml", () => {
  it("escapes, repeats and leaves out", () => {
    const document = renderXml("R", {
      Key: 'a<b>&"c\r\u0001',
      None: undefined,
      Item: [{ N: 1 }, { N: 2 }],
      Of: { "@x:y": "<", T: true },
    });
    expect(document).toContain(
      "<Key>a&lt;b&gt;&amp;&quot;c&#xd;&#x1;</Key><Item><N>1</N></Item><Item><N>2</N></Item>",
    );
    expect(document).toContain('<Of x:y="&lt;"><T>true</T></Of></R>');
  });
});

describe("parseXmlBody", () => {
  it("keeps spaces and zeros, since they may be part of a key", () => {
    const root = parseXmlBody(
      Buffer.from("<Delete xmlns='x'><Object><Key> 007 &#xe9;&amp;</Key></Object></Delete>"),
      "Delete",
    );
    expect(childrenOf(root, "Object").map((object) => textOf(object, "Key"))).toEqual([" 007 é&"]);
  });

  it.each([
    "",
    "text",
    "<Delete>",
    "<Other/>",
    "<Delete/><Delete/>",
    '<!DOCTYPE Delete [<!ENTITY e "x">]><Delete>&e;</Delete>',
    "<Delete>\u0001</Delete>",
  ])("refuses %j", (text) => {
    expect(() => parseXmlBody(Buffer.from(text), "Delete")).toThrow("not well-formed");
  });
});
