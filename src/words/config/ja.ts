import type { ValueKind, Words } from "./en.ts";

const kinds: Readonly<Record<ValueKind, string>> = {
  text: "文字列",
  integer: "整数",
  number: "小数",
  boolean: "真偽値",
  table: "テーブル",
  list: "配列",
  date: "日付",
};

/** What `config` says, in Japanese. */
export const ja: Words = {
  errors: {
    ISOLATE_TOO_MANY: (facts) => ({
      cause: `リクエストを分離するテーブルが ${facts.count} 個あります。ステージの関数はすべて AWS の 1 つのスタックに入り、その上限は 500 リソースなので、1 つのステージで使えるのは ${facts.most} 個までです。`,
      fix: `必要なものが同じリクエストは 1 つのテーブルにまとめてください。\`path\`、\`view\`、\`namespace\`、\`app\` にはそれぞれリストを書けます。`,
    }),
    KEY_NOT_ON_AWS: (facts) => ({
      cause: `\`${facts.key}\` は AWS 上のステージでは使えませんが、[stages.${facts.stage}] は \`provider = "aws"\` です。`,
      fix: `このステージからこのキーを外してください。このマシン上のステージではそのまま使えます。`,
    }),
    ISOLATE_TABLE_TOO_LONG: (facts) => ({
      cause: `分離したリクエストの表が ${facts.lines} 行になり、CloudFront の上限 (エッジで動くプログラムは 10 KB まで) を超えます。`,
      fix: `ビューを 1 つずつ指定する代わりに、アプリや名前空間、または ** を使ったパスでまとめて指定してください。`,
    }),
    ISOLATE_BEHIND_ALB: (facts) => ({
      cause: `[isolate.${facts.name}] には、リクエストを複数の関数に振り分けられるドアが必要です。"${facts.stage}" のドアはロードバランサーで、Monolift が追加するルールは 1 つだけです。`,
      fix: `ステージのドアを変える (door = "alb" を消す) か、このテーブルを削除してください。`,
    }),
    ISOLATE_MATCHES_NOTHING: (facts) => ({
      cause: `[isolate.${facts.name}] の ${facts.kind} = "${facts.text}" に当てはまるルートは、アプリケーションにありません。`,
      fix:
        facts.nearest.length === 0
          ? "このように指定できるルートはアプリケーションにありません。テーブルを削除してください。"
          : `書き直すか、削除してください。近いもの: ${facts.nearest.join("、")}。すべてのルートは \`monolift inspect --json\` で確認できます。`,
    }),
    ISOLATE_TWICE: (facts) => ({
      cause: `ルート ${facts.route} は [isolate.${facts.names[0]}] と [isolate.${facts.names[1]}] の両方に同じ詳しさで指定されています。`,
      fix: `受け持たせたいほうのテーブルで、より詳しく指定してください。\`view\` は \`namespace\` より、\`namespace\` は \`app\` より優先され、同じ種類なら長いほうが優先されます。`,
    }),
    ISOLATE_WITHOUT_REQUESTS: (facts) => ({
      cause: `[isolate.${facts.name}] に、どのリクエストを受け持つかが書かれていません。`,
      fix: `次のいずれかを書いてください: path = "/reports/**"、view = "reports.views.*"、namespace = "reports"、app = "reports"。`,
    }),
    CONFIG_SYNTAX: ({ reason }) => ({
      cause: `TOML として解釈できない箇所があります: ${reason}`,
      fix: '表示された行を修正してください。文字列は引用符で囲み (name = "blog")、テーブル名は角括弧で囲みます ([app])。',
    }),
    CONFIG_UNREADABLE: ({ file, reason }) => ({
      cause: {
        denied: `${file} を読み取る権限がありません。`,
        folder: `${file} はフォルダーです。プロジェクトの設定ファイルが必要です。`,
        "not-utf8": `${file} の文字コードが UTF-8 ではありません。`,
      }[reason],
      fix: {
        denied: "このユーザーに読み取り権限を付与してください。",
        folder: "フォルダーの名前を変更するか、削除してください。",
        "not-utf8": "UTF-8 で保存し直してください。",
      }[reason],
    }),
    CONFIG_UNKNOWN_KEY: ({ key, nearest, belongs, known }) => ({
      cause: `monolift.toml に「${key}」というキーはありません。`,
      fix:
        nearest !== null
          ? `「${nearest}」の間違いではありませんか?`
          : belongs !== null
            ? `テーブル [${belongs.table}] の「${belongs.key}」ではありませんか?`
            : `このキーを削除してください。ここで使えるキー: ${known.join("、")}`,
    }),
    CONFIG_STAGE_ONLY_KEY: ({ key, table, example }) => ({
      cause: `「${key}」はステージごとに指定するキーです。ファイルの先頭に書くと、データの入った「local」も含め、すべてのステージに効いてしまいます。`,
      fix: `対象のステージの下に書いてください (例: [${table}] の下に ${example})。`,
    }),
    CONFIG_KEY_MISSING: ({ key, example }) => ({
      cause: `必須のキー「${key}」がありません。`,
      fix: `次の行を追加してください: ${example}`,
    }),
    CONFIG_WRONG_TYPE: ({ key, given, kind, wanted, example }) => ({
      cause: `「${key}」の値 ${given} は${kinds[kind]}ですが、指定できるのは${wanted.map((one) => kinds[one]).join("または")}です。`,
      fix: `次のように書いてください: ${example}`,
    }),
    CONFIG_OUT_OF_RANGE: ({ key, given, least, most, unit }) => ({
      cause: `「${key}」の値 ${given} は範囲外です。指定できるのは ${least}~${most}${unit === "s" ? " 秒" : unit === "MB" ? " MB" : ""} です。`,
      fix: "範囲内の値を指定してください。",
    }),
    CONFIG_UNKNOWN_VALUE: ({ key, given, nearest, allowed }) => ({
      cause: `「${key}」に「${given}」は指定できません。指定できる値: ${allowed.join("、")}`,
      fix: nearest === null ? "上記の値から選んでください。" : `「${nearest}」の間違いではありませんか?`,
    }),
    CONFIG_UNFIT_VALUE: ({ key, given, example }) => ({
      cause: `「${key}」の値 ${given} の形式が正しくありません。`,
      fix: `次のように書いてください: ${example}`,
    }),
    CONFIG_NAME_UNSAFE: ({ what, given, longest, suggestion }) => ({
      cause: `「${given}」は${what === "stage" ? "ステージ" : "プロジェクト"}名に使えません。名前は URL の一部になるため、半角の英小文字、数字、ハイフンで 1~${longest} 文字とし、先頭と末尾にハイフンは使えません。`,
      fix: `別の名前にしてください (例: "${suggestion}")。`,
    }),
    CONFIG_EXISTS: ({ file }) => ({
      cause: `プロジェクトの設定ファイルはすでに存在します: ${file}`,
      fix: "このファイルを編集するか、先に削除してください。",
    }),
    CONFIG_FOLDER_READ_ONLY: ({ file, name }) => ({
      cause: `${file} を作成できませんでした。フォルダーへの書き込み権限がありません。`,
      fix: `フォルダーへの書き込みを許可するか、次の 1 行だけのファイルを作成してください: name = "${name}"`,
    }),
    CONFIG_NOT_EDITED: ({ file, line }) => ({
      cause: `${file} は、既存の内容を損なわずに変更できないため、そのままにしました。`,
      fix: `次の内容を手動で追加してください: ${line}`,
    }),
    KEEP_WITH_TTL: (facts) => ({
      cause: `[stages.${facts.stage}] には、データを保護する \`keep = true\` と、データごと自動で終了する \`ttl\` の両方が書かれています。`,
      fix: `どちらか一方を外してください。`,
    }),
    TTL_NOT_ON_AWS: ({ stage }) => ({
      cause: `\`ttl\` はステージを自動的に終了させますが、AWS アカウントには ${stage} を終了させられる Monolift のプログラムがありません。`,
      fix: `このステージから \`ttl\` を外し、ブランチやプルリクエストを閉じる処理から \`monolift down ${stage} --delete-data\` を実行してください。それまでにかかる費用は \`monolift status ${stage}\` で確認できます。`,
    }),
    SHARE_NEEDS_SECRETS_MANAGER: (facts) => ({
      cause: `${facts.stage} の \`[secrets]\` は \`share = true\` ですが、Systems Manager のパラメータは 1 つのステージ専用です。`,
      fix: '同じ場所に `store = "secrets-manager"` と書くか、`share` を外してください。',
    }),
    MAIL_FROM_MISSING: (facts) => ({
      cause: `${facts.stage} の \`[mail]\` は \`engine = "ses"\` ですが、差出人が書かれていません。`,
      fix: '同じ場所に書いてください: `from = "Blog <hello@example.com>"`',
    }),
    DATABASE_NOT_CHOSEN: (facts) => ({
      cause: `ステージ ${facts.stage} は AWS 上にありますが、データの置き場所がファイルに書かれていません。\`postgres\` はこのマシン上のデータベースです。`,
      fix: `[stages.${facts.stage}] に、使わない間は費用がかからない \`database = "neon"\`、既にあるサーバーなら \`database = "url"\`、プロジェクトの設定どおりなら \`database = "settings"\` と書いてください。`,
    }),
    UNKNOWN_STAGE: ({ stage, nearest, known }) => ({
      cause: `monolift.toml にステージ「${stage}」はありません。定義されているステージ: ${known.join("、")}`,
      fix: `${nearest === null ? "" : `「${nearest}」の間違いではありませんか? そうでなければ、`}[stages.${stage}] を追加し、その中に provider = "local" と書いてください。`,
    }),
    STAGE_NAME_UNSAFE: ({ stage, longest }) => ({
      cause: `「${stage}」はステージ名に使えません。名前は URL の一部になるため、半角の英小文字、数字、ハイフンで 1~${longest} 文字とし、先頭と末尾にハイフンは使えません。`,
      fix: "より短い、または単純な名前にしてください。",
    }),
  },
  notices: {
    CONFIG_CREATED: ({ file, name }) => `${file} を作成しました (内容は 1 行: name = "${name}")`,
  },
};
