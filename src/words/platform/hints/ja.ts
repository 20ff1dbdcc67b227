import type { HintWords } from "./en.ts";

/** Lambda の制限が原因のエラーに続けてログに出す説明の日本語。 */
export const hintsJa: HintWords = {
  "read-only": ({ path }) =>
    `${path} には書き込めません。Lambda と同じく、書き込めるのは /tmp だけです。このリクエストでしか使わないものは /tmp に、残すものはストレージ (default_storage や FileField) かデータベースに保存してください。`,
  "no-home": ({ path }) =>
    `${path} はホームフォルダーの中ですが、Lambda と同じく、ホームフォルダーはありません。settings の先頭で os.environ["HOME"] = "/tmp" とするか、ライブラリ独自の変数 (XDG_CACHE_HOME、MPLCONFIGDIR など) で /tmp を指定してください。`,
  "shared-memory": () =>
    "Lambda には共有メモリ (/dev/shm) がないため、multiprocessing の Lock、Queue、Pool は使えません。スレッド (ThreadPoolExecutor、threading.Lock) か multiprocessing.Pipe を使ってください。",
  "file-descriptors": () =>
    "1 つのプロセスが同時に開けるファイルとソケットは、Lambda と同じく 1,024 個までです。開いたものは閉じ (with open(…) as file)、クライアントは毎回作らず 1 つを使い回してください。",
  processes: () =>
    "1 つのサンドボックスで動かせるプロセスとスレッドは、Lambda と同じく合わせて 1,024 個までです。ワーカー数を固定したプールを使ってください: ThreadPoolExecutor(max_workers=8)",
  "tmp-full": ({ tmpMb }) =>
    `/tmp がいっぱいです。容量は Lambda と同じく ${tmpMb} MB で、ファイルは次のリクエストにも残ります。使い終わったファイルを削除するか、monolift.toml で関数の \`tmp\` を大きくしてください (最大 10240)。`,
  "tmp-over": ({ tmpMb }) =>
    `/tmp の使用量が ${tmpMb} MB を超えました。このマシンでは防げませんが、Lambda では "No space left on device" で書き込みに失敗します。使い終わったファイルを削除するか、monolift.toml で関数の \`tmp\` を大きくしてください (最大 10240)。`,
  "stream-slowed": () =>
    "レスポンスが 6 MB を超えたため、残りは Lambda と同じく毎秒 2 MB で送信します。大きなファイルはオブジェクトストレージに置き、そこへリダイレクトしてください。",
  "left-running": ({ program }) =>
    `プロセス「${program}」が、起動元のリクエストに応答した後も動いています。サンドボックスごと停止されるので、再開するのは後のリクエストの処理中か、あるいは二度と再開しません。応答する前に終了を待つか、タスクやジョブに任せてください。`,
};
