import type { SecretWords } from "./en.ts";

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join("、");

/** What is said of secrets, in Japanese. */
export const secretsJa: SecretWords = {
  errors: {
    SECRET_NAME_UNFIT: ({ name }) => ({
      cause: `\`${name}\` は環境変数の名前として使えません。`,
      fix: "半角の英字、数字、`_` で、数字以外から始まる名前にしてください。例: `STRIPE_API_KEY`",
    }),
    SECRET_RESERVED: ({ name, why }) => ({
      cause: {
        "own-database": `\`${name}\` はステージ自身が設定します。ステージのために作られたデータベースを指すためです。`,
        aws: `\`${name}\` は Lambda と同じくステージ自身が設定します。関数のロールとバケットのためのものです。`,
        runtime: `\`${name}\` はアプリケーションの起動方法を決める変数で、Monolift が設定します。`,
      }[why],
      fix: {
        "own-database":
          '自分のデータベースを使うには monolift.toml に `database = "settings"` と書いてください。そうすればこの名前を使えます。',
        aws: "別のサービスの認証情報には別の名前を付け、settings でその名前を読んでください。",
        runtime:
          "別の名前にしてください。設定モジュールは monolift.toml の `[app]` テーブルの `settings` で指定します。",
      }[why],
    }),
    SECRET_VALUE_UNFIT: ({ name, why, bytes, limitBytes }) =>
      why === "nul"
        ? {
            cause: `\`${name}\` の値に NUL 文字が含まれています。環境変数には入れられません。`,
            fix: "バイナリは `base64` に通してテキストにし、settings で復号してください。",
          }
        : {
            cause: `\`${name}\` の値は ${bytes} バイトです。AWS Secrets Manager の上限は ${limitBytes} バイトです。`,
            fix: "ファイルはオブジェクトストレージに置き、ここにはその鍵だけを保存してください。",
          },
    SECRET_UNKNOWN: ({ name, nearest }) => ({
      cause: `このステージにシークレット \`${name}\` はありません。`,
      fix:
        nearest === null
          ? "`monolift secrets list` で名前の一覧を確認できます。"
          : `もしかして \`${nearest}\` ですか?`,
    }),
    SECRET_GENERATED: {
      cause:
        "`SECRET_KEY` はこのステージのために生成されたもので、これがなければアプリケーションは動きません。",
      fix: "`monolift secrets set SECRET_KEY` で自分の値に置き換えられます。",
    },
    SECRETS_DAMAGED: ({ file, version, kept }) => ({
      cause: `シークレットのバージョン ${version}（${file}）がないか、読み取れません。`,
      fix: `${kept.length === 0 ? "残っているバージョンはありません。" : `残っているバージョン: ${kept.join("、")}。`}隣の \`current\` ファイルに正常なバージョンの番号を書くか、このファイルを消してシークレットをもう一度インポートしてください。`,
    }),
    SECRETS_SOURCE_MISSING: ({ path }) => ({
      cause: `${path} がありません。`,
      fix: "`.env` ファイル、JSON ファイル、または `.secrets` のような JSON ファイルのフォルダーを指定してください。パスは現在のフォルダーから数えます。",
    }),
    SECRETS_SOURCE_UNREADABLE: ({ file, why }) => ({
      cause: {
        json: `${file} は正しい JSON ではありません。`,
        "no-object": `${file} は JSON ですが、最も外側の値がオブジェクトではないため、名前がありません。`,
        env: `${file} に NAME=value の形の行がありません。`,
      }[why],
      fix: "ファイルを直してから、同じコマンドをもう一度実行してください。まだ何も変更されていません。",
    }),
    SECRETS_NOTHING_FOUND: ({ path, files }) => ({
      cause: `${path} には \`base.json\` も、ステージに合う名前の JSON ファイルもありません${files.length === 0 ? "" : `（あるのは ${listed(files)}）`}。`,
      fix: "ファイルを直接指定するか、どの環境のものかを指定してください。`--environment production` は `production.json` を取り込みます。",
    }),
    SECRETS_ENVIRONMENT_OPEN: ({ stage, candidates }) => ({
      cause: `ステージ「${stage}」に合うファイルが複数あります: ${listed(candidates.map((one) => `${one}.json`))}`,
      fix: `どれかを指定してください: \`--environment ${candidates[0] ?? ""}\``,
    }),
    SECRETS_ENVIRONMENT_UNKNOWN: ({ environment, known }) => ({
      cause: `フォルダーに \`${environment}.json\` がありません。`,
      fix:
        known.length === 0
          ? "`--environment` を付けないでください。フォルダーには全ステージ共通のファイルしかありません。"
          : `あるもの: ${listed(known)}`,
    }),
    SECRETS_DO_NOT_START: ({ what, names }) => ({
      cause: `${listed(names)} をこのように変えると、アプリケーションが起動しません: ${what}`,
      fix: "公開中のアプリケーションには何の変更もありません。以前の値が使われ続けています。値を直すか、その値で起動するコードをリフトしてから、同じコマンドをもう一度実行してください。",
    }),
  },
  notices: {
    SECRET_KEY_REPLACED: ({ isBack }) =>
      `${isBack ? "ステージが生成した `SECRET_KEY` に戻りました" : "ステージの `SECRET_KEY` が変わりました"}。全員がログアウトされ、以前の鍵で署名されたリンクやトークン（パスワードの再設定、JWT）は無効になります。`,
    SECRETS_COPIED: ({ stage, from, names }) =>
      `ステージ「${stage}」は「${from}」のシークレットのコピーから始まります: ${names.map((name) => `\`${name}\``).join("、")}。\`SECRET_KEY\` はコピーせず、自分のものを使います。\`monolift secrets set NAME ${stage}\` でこのステージだけの値に変えられます。`,
    SECRETS_NOT_TAKEN: ({ names, why }) =>
      `取り込みませんでした: ${listed(names)}。${{ "own-database": "ステージには専用のデータベースがあります", aws: "Lambda と同じくステージ自身が設定します", runtime: "アプリケーションを起動するために Monolift が設定します" }[why]}。`,
    SECRETS_ENVIRONMENT_TAKEN: ({ file, stage, left }) =>
      `ステージ「${stage}」には \`${file}\` を使います${left.length === 0 ? "" : `（${listed(left)} は使いません）`}。別のものを使うには \`--environment NAME\` を付けてください。`,
    SECRETS_ENVIRONMENT_NONE: ({ stage, left }) =>
      `ステージ「${stage}」に合う環境のファイルがないため、共通のものだけを取り込みました。残したもの: ${listed(left)}。\`--environment NAME\` で指定できます。`,
    SECRETS_FILES_LEFT: ({ files }) =>
      `名前がどの環境にも合わないため取り込みませんでした: ${listed(files)}。取り込むにはファイルを直接指定してください。`,
    SECRETS_BEFORE_FILE: ({ files }) =>
      `これからは ${listed(files)} の値ではなく、ステージの値が使われます。変更するには \`monolift secrets set\` を使うか、ファイルをもう一度インポートしてください。`,
    SECRETS_OUTSIDE_PROJECT: ({ files }) =>
      `${listed(files)} はプロジェクトの外にあるため、どちらのモードでも値は環境変数になります。`,
    SECRETS_AS_VARIABLES: ({ files }) =>
      `${listed(files)} の値は環境変数になります。アプリケーションがファイルを直接開く場合は、引き続きプロジェクトのフォルダーにあるものを読みます。monolift.toml の \`[secrets]\` テーブルに \`mode = "files"\` と書くと、インポートしたものを読みます。`,
    SECRETS_NEED_UP: ({ files }) =>
      `${listed(files)} は次の \`monolift up\` から使えます。置き場所がバンドルの一部だからです。`,
  },
};
