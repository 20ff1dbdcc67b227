import type { PackagesWords } from "./en.ts";

export const packagesJa: PackagesWords = {
  errors: {
    LAMBDA_PYTHON_UNFIT: ({ specifier, from, offered }) => ({
      cause: `${from} は Python ${specifier} を要求していますが、Lambda で使えるのは ${offered.join("、")} です。`,
      fix: "いずれかを含むように範囲を広げるか、monolift.toml の app.python に指定してください。",
    }),
  },
  notices: {
    LAMBDA_PYTHON_OTHER: ({ taken, inspected, from }) =>
      `Lambda では${from === null ? "" : ` ${from} の指定どおり`} Python ${taken} で動作しますが、ここでの検査には Python ${inspected} を使いました。動作が異なる可能性があります。`,
    LAMBDA_PYTHON_ENDED: ({ python, date }) =>
      `Python ${python} に対する AWS のサポートは ${date} に終了しました。セキュリティ更新は提供されず、数週間後には新しい関数も作成できなくなります。より新しいバージョンを選んでください (monolift.toml の app.python)。`,
  },
};
