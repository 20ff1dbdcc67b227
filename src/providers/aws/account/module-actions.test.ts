import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canaryActions } from "../canary/canary-actions.ts";
import { databaseActions } from "../databases/database-actions.ts";
import { doorActions } from "../doors/door-actions.ts";
import { functionActions } from "../functions/function-actions.ts";
import { mailActions } from "../mail/mail-actions.ts";
import { networkActions } from "../network/network-actions.ts";
import { stageActions } from "./stage-actions.ts";

/** How policies name a service. */
const services: Readonly<Record<string, string>> = {
  "api-gateway": "apigateway",
  "cloudwatch-logs": "logs",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  "route-53": "route53",
  sesv2: "ses",
};

/** Calls whose action has another name than they, or that need more than one. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "acm:RequestCertificate": ["acm:RequestCertificate", "acm:AddTagsToCertificate"],
  "apigateway:GetAccount": ["apigateway:GET"],
  "lambda:Invoke": ["lambda:InvokeFunction"],
  "lambda:InvokeWithResponseStream": ["lambda:InvokeFunction"],
  "ses:CreateEmailIdentity": ["ses:CreateEmailIdentity", "ses:TagResource"],
  "s3:ListBuckets": ["s3:ListAllMyBuckets"],
  // Everybody may ask who they are.
  "sts:GetCallerIdentity": [],
};

/** Actions of every call that the code of a folder makes, without what lies below it. */
async function actionsOf(folder: string): Promise<readonly string[]> {
  const path = join(import.meta.dirname, "..", folder);
  const names = (await readdir(path)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), "utf8")));
  const actions = texts.flatMap((text) => [...callsOfSdk(text), ...questionsOfEc2(text)]);
  return [...new Set(actions)].toSorted();
}

function callsOfSdk(text: string): readonly string[] {
  return [...text.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([\w-]+)"/g)].flatMap(
    ([, imported = "", client = ""]) =>
      imported.split(",").flatMap((one) => {
        const operation = /^\s*(?:paginate(\w+)|(\w+)Command)\b/.exec(one)?.slice(1).find(Boolean);
        const call = `${services[client] ?? client}:${operation}`;
        return operation === undefined ? [] : (otherNames[call] ?? [call]);
      }),
  );
}

function questionsOfEc2(text: string): readonly string[] {
  return [...text.matchAll(/action: "(\w+)"/g)].map(([, name = ""]) => `ec2:${name}`);
}

describe("the lists of rights beside the calls", () => {
  it.each([
    ["canary", canaryActions],
    ["functions", Object.values(functionActions).flat()],
    ["doors", Object.values(doorActions).flat()],
    ["databases", databaseActions],
    ["network", networkActions],
    ["mail", mailActions],
    [".", Object.values(stageActions).flat()],
  ])("of %s have the action of every call, and no other", async (folder, listed) => {
    expect([...listed].toSorted()).toEqual(await actionsOf(folder));
  });
});
