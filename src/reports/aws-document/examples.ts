/** A file of a project, and what is known of its application. */
export interface Example {
  readonly name: "small" | "usual" | "large";
  /** What it is for, in one sentence. */
  readonly text: string;
  readonly toml: string;
  /** Below which URL uploaded files are served; null where there are none. */
  readonly mediaUrl: string | null;
}

/** Three files, from a page that somebody made over a weekend to what a company lives by. */
export const examples: readonly Example[] = [
  {
    name: "small",
    text: "An application with a database, under the name that AWS gives.",
    toml: `name = "blog"

[functions.web]
memory = 512

[stages.production]
provider = "aws"
database = "neon"
`,
    mediaUrl: null,
  },
  {
    name: "usual",
    text: "The same with uploaded files and a domain.",
    toml: `name = "shop"

[stages.production]
provider = "aws"
database = "neon"
domain = "shop.example.com"
`,
    mediaUrl: "/media/",
  },
  {
    name: "large",
    text: "Everything within AWS: a database that is awake in office hours, in a network from which every host is reached by an address that stays; and somebody who is told when it fails.",
    toml: `name = "market"

[functions.web]
memory = 2048
timeout = "60s"
concurrency = 100

[mail]
from = "Market <hello@market.example.com>"

[alerts]
email = "you@example.com"

[stages.production]
provider = "aws"
domain = "market.example.com"

[stages.production.database]
engine = "aurora"
max = 8
awake = "mon-fri 08:30-19:00 Asia/Tokyo"

[stages.production.network]
nat = true
endpoints = true
`,
    mediaUrl: "/media/",
  },
];
