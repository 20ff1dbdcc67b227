import { awsJa } from "./aws/ja.ts";
import type { Words } from "./en.ts";
import { secretsJa } from "./secrets/ja.ts";

/** What `providers` says, in Japanese. */
export const ja: Words = {
  errors: {
    ...secretsJa.errors,
    ...awsJa.errors,
    NAME_TAKEN: ({ name, root }) => ({
      cause: `「${name}」という名前は ${root} のプロジェクトが使っています。2 つのアプリケーションが誤って同じデータベースを共有することがあってはなりません。`,
      fix: `monolift.toml の \`name\` を別の名前にしてください。同じプロジェクトで、もう一方がただのコピーなら、先に \`monolift down ${name}/local\` で終わらせてください。`,
    }),
    PROCESS_DOES_NOT_END: ({ pid }) => ({
      cause: `バックグラウンドプロセス ${pid} に終了を求めましたが、30 秒たっても残っています。`,
      fix: `\`kill -9 ${pid}\` で終了させ、もう一度コマンドを実行してください。データが失われることはありません。`,
    }),
  },
  notices: { ...secretsJa.notices, ...awsJa.notices },
};
