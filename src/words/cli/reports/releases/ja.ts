import type { ReleaseWords } from "./en.ts";

/** The words about releases in Japanese. */
export const releasesJa: ReleaseWords = {
  release: "リリース",
  state: "状態",
  released: "日時",
  by: "実行者",
  size: "サイズ",
  migrations: "マイグレーション",
  changed: "変更点",
  commit: "コミット",
  states: { live: "稼働中", canary: "カナリア", kept: "" },
  parts: {
    code: "コード",
    dependencies: "依存パッケージ",
    runtime: "Monolift",
    configuration: "設定",
  },
  dirty: "（未コミットの変更あり）",
  none: "リリースはまだありません。monolift up で作成します。",
  rollbackHint: "monolift rollback --to 番号 で、いずれかのリリースに戻せます。",
  history: "これまでの切り替え",
  moved: {
    up: (from, to) => (from === null ? `${to}` : `${from} → ${to}`),
    rollback: (from, to) => `${from} → ${to}（ロールバック）`,
    passed: (from, to) => `${from} → ${to}（カナリアの後）`,
    wentBack: (to, seen) => `${to} のカナリアを取り消し: ${seen}`,
    cutShort: (to) => `${to} のカナリアを中止`,
  },
  canary: {
    title: (release, percent, from) =>
      `カナリア: リリース ${release} がリクエストの ${percent}%、リリース ${from} が残りに応答しています。`,
    time: (watched, whole) => `${whole} のうち ${watched} が経過`,
    threshold: (percent, metric) => `${metric}が ${percent}% を超えると元に戻ります`,
    metrics: { "5xx": "5xx の応答", errors: "呼び出しの失敗" },
    side: (release) => `リリース ${release}`,
    requests: (n) => `リクエスト ${n.toLocaleString("ja")}件`,
    errors: (n, share) => `エラー ${n.toLocaleString("ja")}件（${share}）`,
    throttles: (n) => `スロットリング ${n.toLocaleString("ja")}件`,
    errorsOf: (errors, requests, metric) =>
      `${requests.toLocaleString("ja")}件のうち ${errors.toLocaleString("ja")}件が ${metric}`,
    wentBack: (release, from, age, seen) =>
      `リリース ${release} のカナリアは${age}にリリース ${from} へ戻りました（${seen}）。`,
  },
  rolledBack: (from, to, by, age) =>
    `${age}に ${by === null ? "" : `${by} が`}リリース ${from} から ${to} へロールバックしました。`,
  rollback: {
    serving: (release, stage, from) =>
      `${stage} のリリース ${release} が動いています。リリース ${from} はもう動いていません。`,
    canaryEnded: (canary, release, stage) =>
      `リリース ${canary} のカナリアは終わりました。${stage} のリリース ${release} がすべてのリクエストに応答します。`,
    moved: (time) => `切り替えにかかった時間は ${time} です。`,
    migrations: (release, names) =>
      `次のマイグレーションは、リリース ${release} にはありませんが、適用されたままです: ${names}`,
    stays: (secrets) =>
      `${secrets === null ? "データ、アップロード、シークレットはそのままです" : `シークレットはバージョン ${secrets} に戻りました。データとアップロードはそのままです`}。開いているページのために、新しいリリースの静的ファイルも残ります。`,
    up: "今のフォルダーの内容をリフトする",
    releases: "残っているリリースと、これまでの切り替えを見る",
  },
  up: {
    trying: (release, stage, percent, time, threshold) =>
      `${stage} のリリース ${release} を試しています。${time} のあいだリクエストの ${percent}% を受け取り、エラーが ${threshold}% を超えなければ、その後すべてを受け取ります。`,
    status: "状況を見る",
    rollback: "すぐに中止する",
  },
};
