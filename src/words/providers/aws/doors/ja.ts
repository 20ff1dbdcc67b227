import { sayRecords, type CloudFrontQuota, type DoorsWords, type WayIn, type WayReason } from "./en.ts";

const ways: Readonly<Record<WayIn, string>> = {
  "function-url": "リクエストは Function URL で受け付けます",
  rest: "リクエストは API Gateway で受け付けます",
  alb: "リクエストはロードバランサーのルールで受け付けます",
  "cloudfront function-url": "リクエストは CloudFront で受け付け、Function URL に渡します",
  "cloudfront rest": "リクエストは CloudFront で受け付け、API Gateway に渡します",
};

const reasons: Readonly<Record<WayReason, string>> = {
  asked: "ファイルで指定されているため",
  vpc: "Function URL は VPC 内の関数からストリーミングできないため",
  "own-domain": "独自ドメインがあるため",
  "served-files": "配信する静的ファイルまたはアップロードファイルがあるため",
  isolated: "専用の関数で処理するリクエストがあるため",
  "nothing-else": "独自ドメインも配信するファイルもないため",
};

const quotas: Readonly<Record<CloudFrontQuota, string>> = {
  distributions: "ディストリビューション (distributions)",
  functions: "関数 (functions)",
  "origin access controls": "オリジンアクセスコントロール (origin access controls)",
};

export const doorsJa: DoorsWords = {
  errors: {
    DOMAIN_RECORD_TAKEN: ({ domain, zone, type, value, record, text }) => ({
      cause: `${domain} はすでに別の場所を指しています。ゾーン ${zone} に ${type} レコード (${value}) があり、これは Monolift が作成したものではありません。`,
      fix: `Route 53 でそのレコードを削除してから、もう一度実行してください。途切れることなく切り替えるには、削除せずに TXT レコード \`${record}\` を値 \`"${text}"\` で追加してください。Monolift がレコードを一度に書き換えます。`,
    }),
    DOMAIN_OF_ANOTHER_STAGE: ({ domain, project, stage, record }) => ({
      cause: `${domain} は ${project}/${stage} のものです (TXT レコード ${record} にそう記録されています)。`,
      fix: `このステージに別の \`domain\` を指定するか、\`monolift down ${project}/${stage}\` でもう一方を終了してください。`,
    }),
    DOMAIN_ON_OTHER_DISTRIBUTION: ({ domain, distribution, comment }) => ({
      cause: `このアカウントの CloudFront ディストリビューション ${distribution}${comment === "" ? "" : ` (${comment})`} が ${domain} に応答しています。同じドメインを 2 つのディストリビューションで使うことはできません。`,
      fix: `${distribution} の代替ドメイン名から ${domain} を外すか、このステージに別の \`domain\` を指定してください。`,
    }),
    DOMAIN_ELSEWHERE_ON_CLOUDFRONT: ({ domain }) => ({
      cause: `このアカウントからは見えない CloudFront ディストリビューションが ${domain} に応答しています。別のアカウント、または Amplify や App Runner などのサービスのものです。`,
      fix: "先にそちらでドメインを外してください。`aws cloudfront list-conflicting-aliases` でアカウントと ID の末尾を確認できます。所有者と連絡が取れない場合は AWS サポートに依頼してください。",
    }),
    CERTIFICATE_WITHOUT_RECORD: ({ domain }) => ({
      cause: `AWS Certificate Manager が、${domain} の所有を確認するためのレコードを 1 分以内に返しませんでした。`,
      fix: "数分後にもう一度実行してください。同じ証明書の続きから進みます。",
    }),
    CERTIFICATE_REFUSED: ({ domain, reason }) => ({
      cause: `AWS Certificate Manager は ${domain} の証明書を発行しませんでした: ${reason}`,
      fix:
        reason === "CAA_ERROR"
          ? 'ドメインの CAA レコードが発行を禁止しています。CAA レコードに `0 issue "amazon.com"` を追加して、もう一度実行してください。新しい証明書を申請します。'
          : "ドメインのつづりと登録状況を確認して、もう一度実行してください。新しい証明書を申請します。理由ごとの説明は `https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html` にあります。",
    }),
    CLOUDFRONT_QUOTA: ({ what }) => ({
      cause: `このアカウントの CloudFront の${quotas[what]}が上限に達しています。`,
      fix: "不要なステージを終了するか (`monolift list` で確認できます)、コンソールの Service Quotas で CloudFront のクォータの引き上げを申請してください。",
    }),
    LISTENER_NOT_FOUND: ({ listener, region }) => ({
      cause: `${region} にリスナー ${listener} がありません。`,
      fix: `ロードバランサーのリスナーは \`aws elbv2 describe-listeners --load-balancer-arn ARN --region ${region}\` で確認できます。ステージと同じアカウント、同じリージョンのものを指定してください。`,
    }),
    LISTENER_UNFIT: ({ listener, kind }) => ({
      cause: `リスナー ${listener} のロードバランサーの種類は「${kind}」です。関数を呼び出せるのは Application Load Balancer だけです。`,
      fix: 'Application Load Balancer のリスナーを指定するか、別の `door` ("auto") を使ってください。',
    }),
    LISTENER_PRIORITY_TAKEN: ({ listener, priority }) => ({
      cause: `リスナー ${listener} の別のルールが優先度 ${priority} を使っています。`,
      fix: "別の `alb.priority` を指定するか、キーを省いてください。省くと 1000 以降の空いている最初の番号を使います。",
    }),
    DOOR_NEEDS_LISTENER: ({ stage }) => ({
      cause: `ステージ「${stage}」に \`door = "alb"\` がありますが、どのリスナーを使うかがファイルに書かれていません。`,
      fix: 'ステージに `alb.listener = "arn:aws:elasticloadbalancing:…"` を追加してください。',
    }),
    LISTENER_MATCHES_NOTHING: ({ stage }) => ({
      cause: `ロードバランサーのどのリクエストをステージ「${stage}」に渡すかがファイルに書かれていません。`,
      fix: 'ステージにパス (`alb.paths = ["/blog/*"]`) か `domain`、またはその両方を指定してください。',
    }),
  },
  notices: {
    DOOR_CHOSEN: ({ way, because }) =>
      `${ways[way]} (${because.map((reason) => reasons[reason]).join("、")})。`,
    DOOR_WAITS_LESS: ({ door, timeoutSeconds, limitSeconds }) =>
      `リクエストの制限時間は ${timeoutSeconds} 秒ですが、${door} がレスポンスの最初の 1 バイトを待つのは ${limitSeconds} 秒までです。それまでに始まったストリーミングレスポンス (StreamingHttpResponse) は途中で切られません。`,
    DOOR_WITHOUT_FILES: ({ urls }) =>
      `ロードバランサーから届くのはアプリケーションへのリクエストだけです。${urls.join(", ")} はリスナーの別のルールで配信してください。`,
    DOMAIN_RECORDS_NEEDED: ({ domain, records }) =>
      `${domain} の DNS はこのアカウントにありません。次のレコードがまだ必要です: ${sayRecords(records)}。登録されたかどうかは \`monolift status\` で確認できます。そのあと \`monolift up\` をもう一度実行してください。`,
    DOMAIN_NOT_DELEGATED: ({ domain, records }) =>
      `${domain} のゾーンは Route 53 にありますが、インターネットからは別のネームサーバーが参照されています。ドメインの購入元で次を設定してください: ${sayRecords(records)}。反映されたかどうかは \`monolift status\` で確認できます。そのあと \`monolift up\` をもう一度実行してください。`,
    DOMAIN_STILL_VALIDATING: ({ domain }) =>
      `${domain} の所有確認が AWS でまだ終わっていないため、いまは AWS のアドレスで公開しています。数分後に \`monolift up\` をもう一度実行してください。`,
    CERTIFICATE_WAITED: ({ domain }) =>
      `AWS が ${domain} の所有を確認するのを待っています。通常は 2〜3 分です。`,
    DISTRIBUTION_WAITED: () =>
      "CloudFront の設定が世界中の拠点に行き渡るのを待っています。通常は 3〜5 分です。",
    ACCESS_LOGS_OFF: () =>
      "このアカウントでは API Gateway にログの書き込みが許可されていないため、アクセスログは出力されません。リクエストはすべて関数のログに残ります。ロールは API Gateway のコンソールの「設定」で指定できます。",
  },
};
