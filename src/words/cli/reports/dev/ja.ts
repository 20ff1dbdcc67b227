import type { DevWords } from "./en.ts";

/** The words of `dev`, in Japanese. */
export const devJa: DevWords = {
  watching: (folder, release) =>
    `リリース ${release} が稼働中です。${folder} の変更を監視します(^C で終了)。`,
  by: { static: "静的", uploads: "アップロード", gateway: "ゲートウェイ" },
  cold: (time) => `コールド ${time}`,
  left: "切断",
  reloaded: (files, time) => `${files === "" ? "変更" : `${files} の変更`}を反映しました(${time})`,
  released: (files, release, time) =>
    `${files === "" ? "変更" : `${files} の変更`}を含むリリース ${release} を作りました(${time})`,
  moreFiles: (n) => `ほか${n}件`,
  servedOn: "直前まで動いていたものがそのまま動いています。次に変更すると、すぐに試します。",
  endedAhead: (stage, release) =>
    `${stage} はリリース ${release} に戻りました。今のフォルダーの内容は monolift up でリリースになります。`,
  ended: (stage, release) =>
    `${stage} ではリリース ${release} が引き続き動いています。終了するには monolift stop を実行します。`,
};
