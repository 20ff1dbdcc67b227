import type { ImportersWords } from "./en.ts";

export const importersJa: ImportersWords = {
  errors: {
    IMPORT_FILE_MISSING: ({ file }) => ({
      cause: `設定を読み取るファイル ${file} がありません。`,
      fix: "存在するファイルを指定してください: `monolift init --import FILE`。`--import` を付けなければ、プロジェクトのフォルダーから探します。",
    }),
    IMPORT_UNREADABLE: ({ file, reason }) => ({
      cause: {
        denied: `${file} を読み取る権限がありません。`,
        "not-utf8": `${file} は UTF-8 で書かれていません。`,
      }[reason],
      fix: {
        denied: "このユーザーにファイルの読み取りを許可してください。",
        "not-utf8": "ファイルを UTF-8 で保存してください。",
      }[reason],
    }),
    IMPORT_SYNTAX: ({ file, reason }) => ({
      cause: `${file} を最後まで読み取れません: ${reason}`,
      fix: "その箇所を直すか、monolift.toml を手で書いてください。name の 1 行だけで十分です。",
    }),
    IMPORT_UNKNOWN_FORMAT: ({ file, known }) => ({
      cause: `${file} は Django アプリケーションの設定ではないようです。magic-pocket、Zappa、serverless-wsgi を使う Serverless のいずれでもなく、web プロセスのある Procfile でもありません。`,
      fix: `読み取れるファイル: ${known.join("、")}`,
    }),
  },
  notices: {
    IMPORT_PASSED_OVER: ({ file, line }) =>
      line === null
        ? `${file} は読み取れないため、何も引き継いでいません。理由は \`monolift init --import ${file}\` でわかります。`
        : `${file} は ${line} 行目から先を読み取れないため、何も引き継いでいません。理由は \`monolift init --import ${file}\` でわかります。`,
  },
};
