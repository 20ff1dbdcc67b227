/** A DNS record as it has to be made. */
export interface RecordWords {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export const sayRecords = (records: readonly RecordWords[]): string =>
  records.map(({ name, type, value }) => `\`${name} ${type} ${value}\``).join(", ");

/** What CloudFront lets an account have so many of. */
export type CloudFrontQuota = "distributions" | "functions" | "origin access controls";

const ways = {
  "function-url": "Requests come in by a Function URL",
  rest: "Requests come in by API Gateway",
  alb: "Requests come in by a rule of the load balancer",
  "cloudfront function-url": "Requests come in by CloudFront, which asks a Function URL",
  "cloudfront rest": "Requests come in by CloudFront, which asks API Gateway",
} as const;

/** How requests come in; CloudFront with what it asks. */
export type WayIn = keyof typeof ways;

const reasons = {
  asked: "the file says so",
  vpc: "a Function URL cannot stream from a VPC",
  "own-domain": "there is a domain",
  "served-files": "there are static or uploaded files to serve",
  isolated: "some requests have a function of their own",
  "nothing-else": "there is neither a domain nor a file to serve",
} as const;

export type WayReason = keyof typeof reasons;

/** What is said of doors, domains and certificates, in English: the type that the other languages follow. */
export const doorsEn = {
  errors: {
    DOMAIN_RECORD_TAKEN: (facts: {
      readonly domain: string;
      readonly zone: string;
      readonly type: string;
      readonly value: string;
      readonly record: string;
      readonly text: string;
    }) => ({
      cause: `${facts.domain} leads somewhere else already: the zone ${facts.zone} has a record ${facts.type} with ${facts.value}, and Monolift did not make it.`,
      fix: `Delete that record in Route 53 and run the command again. To hand the name over without a gap, add a TXT record \`${facts.record}\` with the text \`"${facts.text}"\` instead: then Monolift changes the record in one step.`,
    }),
    DOMAIN_OF_ANOTHER_STAGE: (facts: {
      readonly domain: string;
      readonly project: string;
      readonly stage: string;
      readonly record: string;
    }) => ({
      cause: `${facts.domain} belongs to ${facts.project}/${facts.stage}: the TXT record ${facts.record} says so.`,
      fix: `Give this stage another \`domain\`, or end the other one: \`monolift down ${facts.project}/${facts.stage}\`.`,
    }),
    DOMAIN_ON_OTHER_DISTRIBUTION: (facts: {
      readonly domain: string;
      readonly distribution: string;
      readonly comment: string;
    }) => ({
      cause: `The CloudFront distribution ${facts.distribution}${facts.comment === "" ? "" : ` (${facts.comment})`} of this account answers to ${facts.domain}, and no two may.`,
      fix: `Remove ${facts.domain} from the alternate domain names of ${facts.distribution}, or give this stage another \`domain\`.`,
    }),
    DOMAIN_ELSEWHERE_ON_CLOUDFRONT: (facts: { readonly domain: string }) => ({
      cause: `A CloudFront distribution that this account does not see answers to ${facts.domain}: it belongs to another account, or to a service such as Amplify or App Runner.`,
      fix: `Remove the domain there first. \`aws cloudfront list-conflicting-aliases\` tells the last characters of its account and id; AWS Support moves a name whose owner nobody can reach.`,
    }),
    CERTIFICATE_WITHOUT_RECORD: (facts: { readonly domain: string }) => ({
      cause: `AWS Certificate Manager has not said within a minute by which record it wants to be shown that ${facts.domain} is yours.`,
      fix: "Run the command again in a few minutes; it goes on with the same certificate.",
    }),
    CERTIFICATE_REFUSED: (facts: { readonly domain: string; readonly reason: string }) => ({
      cause: `AWS Certificate Manager does not issue a certificate for ${facts.domain}: ${facts.reason}.`,
      fix:
        facts.reason === "CAA_ERROR"
          ? `A CAA record of the domain forbids it. Add \`0 issue "amazon.com"\` to its CAA records and run the command again; it asks for another certificate.`
          : "Check that the domain is spelled rightly and registered, then run the command again; it asks for another certificate. `https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html` explains each reason.",
    }),
    CLOUDFRONT_QUOTA: (facts: { readonly what: CloudFrontQuota }) => ({
      cause: `The account has as many of CloudFront's ${facts.what} as AWS lets it have.`,
      fix: "End stages that nobody needs (`monolift list`), or ask for a higher quota of CloudFront in the console, under Service Quotas.",
    }),
    LISTENER_NOT_FOUND: (facts: { readonly listener: string; readonly region: string }) => ({
      cause: `There is no listener ${facts.listener} in ${facts.region}.`,
      fix: `\`aws elbv2 describe-listeners --load-balancer-arn ARN --region ${facts.region}\` shows those of a load balancer. It has to be in the stage's own account and Region.`,
    }),
    LISTENER_UNFIT: (facts: { readonly listener: string; readonly kind: string }) => ({
      cause: `The listener ${facts.listener} belongs to a load balancer of the kind "${facts.kind}". Only an Application Load Balancer can ask a function.`,
      fix: 'Name a listener of an Application Load Balancer, or take another `door` ("auto").',
    }),
    LISTENER_PRIORITY_TAKEN: (facts: { readonly listener: string; readonly priority: number }) => ({
      cause: `Another rule of the listener ${facts.listener} has the priority ${facts.priority}.`,
      fix: "Choose another `alb.priority`, or leave the key out: then the first free one from 1000 on is taken.",
    }),
    DOOR_NEEDS_LISTENER: (facts: { readonly stage: string }) => ({
      cause: `The stage "${facts.stage}" has \`door = "alb"\`, but the file does not say which listener is meant.`,
      fix: `Add it to the stage: \`alb.listener = "arn:aws:elasticloadbalancing:…"\`.`,
    }),
    LISTENER_MATCHES_NOTHING: (facts: { readonly stage: string }) => ({
      cause: `The file does not say which requests of the load balancer are for the stage "${facts.stage}".`,
      fix: 'Give the stage paths, `alb.paths = ["/blog/*"]`, a `domain`, or both.',
    }),
  },
  notices: {
    DOOR_CHOSEN: (facts: { readonly way: WayIn; readonly because: readonly WayReason[] }) =>
      `${ways[facts.way]}: ${facts.because.map((reason) => reasons[reason]).join(", and ")}.`,
    DOOR_WAITS_LESS: (facts: {
      readonly door: string;
      readonly timeoutSeconds: number;
      readonly limitSeconds: number;
    }) =>
      `A request may take ${facts.timeoutSeconds} s, but ${facts.door} waits ${facts.limitSeconds} s for the first byte of an answer. A streamed response (StreamingHttpResponse) that begins by then may take its time.`,
    DOOR_WITHOUT_FILES: (facts: { readonly urls: readonly string[] }) =>
      `The load balancer asks the application alone: ${facts.urls.join(", ")} has to be served by other rules of the listener.`,
    DOMAIN_RECORDS_NEEDED: (facts: { readonly domain: string; readonly records: readonly RecordWords[] }) =>
      `The DNS of ${facts.domain} is not in this account. It still needs: ${sayRecords(facts.records)}. \`monolift status\` says when they are there; then run \`monolift up\` once more.`,
    DOMAIN_NOT_DELEGATED: (facts: { readonly domain: string; readonly records: readonly RecordWords[] }) =>
      `The zone for ${facts.domain} is in Route 53, but the Internet asks other name servers. Where the domain was bought, it needs: ${sayRecords(facts.records)}. \`monolift status\` says when that is so; then run \`monolift up\` once more.`,
    DOMAIN_STILL_VALIDATING: (facts: { readonly domain: string }) =>
      `AWS has not finished checking that ${facts.domain} is yours, so the application has AWS's own address for now. Run \`monolift up\` again in some minutes.`,
    CERTIFICATE_WAITED: (facts: { readonly domain: string }) =>
      `Waiting until AWS has checked that ${facts.domain} is yours; usually two or three minutes.`,
    DISTRIBUTION_WAITED: () =>
      "Waiting until CloudFront has told all its places in the world; usually three to five minutes.",
    ACCESS_LOGS_OFF: () =>
      "API Gateway writes no access log, since this account lets it write none; the function's own log has every request. A role for it can be set in the console of API Gateway, under Settings.",
  },
};

export type DoorsWords = typeof doorsEn;
