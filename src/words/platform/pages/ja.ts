import { wholeEventBytes, type PageWords } from "./en.ts";

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** ゲートウェイ自身が返すページの日本語。 */
export const pagesJa: PageWords = {
  speakers: {
    application: "アプリケーション",
    limit: "AWS にもある制限",
    door: "Monolift のローカルゲートウェイ",
  },
  labels: {
    speaker: "エラーの出どころ",
    fix: "対処方法",
    detail: "出力された内容",
    request: "リクエスト ID",
  },
  problems: {
    "init-error": ({ error, names }) => ({
      title: "アプリケーションを読み込めませんでした",
      cause: `インポート中に ${error.errorType} が発生しました: ${error.errorMessage}`,
      fix: `下記のエラーを修正して、もう一度 up を実行してください。起動時のログはすべて \`${names.logs}\` で確認できます。`,
    }),
    "init-exited": ({ exit, names }) => ({
      title: "アプリケーションが起動中に終了しました",
      cause: `最初のリクエストを受け取る前にプロセスが終了しました (${exit})。`,
      fix: `最後の出力を下に示します。全文は \`${names.logs}\` で確認できます。`,
    }),
    "init-timed-out": ({ limitSeconds, names }) => ({
      title: "アプリケーションの起動に時間がかかりすぎています",
      cause: `${limitSeconds} 秒たっても準備が完了しませんでした。Lambda の初期化は 10 秒までで、超えると関数のタイムアウト内でもう一度だけ試行されます。`,
      fix: `モジュールのインポート時の処理 (特に外部への通信) を減らすか、${names.timeout} を大きくしてください。起動時の様子は \`${names.logs}\` で確認できます。`,
    }),
    "init-out-of-memory": ({ memoryMb, names }) => ({
      title: "アプリケーションの起動に必要なメモリが足りません",
      cause: `起動中にメモリ使用量が上限の ${memoryMb} MB を超えたため、強制終了しました。`,
      fix: `${names.memory} を大きくしてください。`,
    }),
    throttled: ({ concurrency, names }) => ({
      title: "同時リクエスト数が上限に達しています",
      cause: `関数のサンドボックス ${concurrency} 個がすべて処理中です (1 個につき 1 リクエスト)。Lambda はリクエストを待たせず、上限を超えた分を拒否します。`,
      fix: `少し待ってから再度アクセスするか、${names.concurrency} を大きくしてください。`,
    }),
    "timed-out": ({ timeoutSeconds, names }) => ({
      title: "リクエストがタイムアウトしました",
      cause: `1 リクエストの処理時間の上限は ${timeoutSeconds} 秒です。時間内に終わらなかったため、強制終了しました。`,
      fix: `${names.timeout} を大きくする (最大 900 秒) か、処理をリクエストの外に移してください。`,
    }),
    "out-of-memory": ({ memoryMb, names }) => ({
      title: "リクエストの処理中にメモリが不足しました",
      cause: `関数のメモリ使用量が上限の ${memoryMb} MB を超えたため、強制終了しました。`,
      fix: `${names.memory} を大きくするか、一度に処理する量を減らしてください。`,
    }),
    exited: ({ exit, names }) => ({
      title: "アプリケーションがリクエストの処理中に終了しました",
      cause: `応答を返す前にプロセスが終了しました (${exit})。`,
      fix: `終了した原因を \`${names.logs}\` で確認してください。次のリクエストは新しいプロセスで処理されます。`,
    }),
    "function-error": ({ error, names }) => ({
      title: "アプリケーションが応答を返せませんでした",
      cause: `${error.errorType} が発生しました: ${error.errorMessage}`,
      fix: `エラーを修正してください。リクエスト全体のログは \`${names.logs}\` で確認できます。`,
    }),
    "response-too-large": ({ limitBytes }) => ({
      title: "レスポンスが大きすぎます",
      cause: `レスポンスの上限は ${megabytes(limitBytes)} ですが、これを超えています。`,
      fix:
        limitBytes > 100 * 1024 * 1024 || limitBytes < wholeEventBytes
          ? "ファイルをオブジェクトストレージに置き、そこへリダイレクトしてください。"
          : "ストリーミングレスポンス (StreamingHttpResponse、FileResponse。上限 200 MB) で返すか、ファイルをオブジェクトストレージに置いてリダイレクトしてください。",
    }),
    "request-too-large": ({ limitBytes }) => ({
      title: "リクエストが大きすぎます",
      cause:
        limitBytes < wholeEventBytes
          ? `ロードバランサーが関数に渡せる本文は ${megabytes(limitBytes)} までです。`
          : `リクエストの上限はヘッダーを含めて ${megabytes(limitBytes)} です。テキスト以外の本文は base64 で渡されるため 4/3 倍で計算され、送れるファイルは約 4.5 MB までです。`,
      fix: '大きなファイルはブラウザからバケットへ直接送れます。Django の admin は JavaScript が有効なら自動でそうします。自作のフォームではテンプレートに `<script src="/_monolift/uploads.js"></script>` の 1 行を加えてください。使えない場合は、一度に送る量を減らしてください。',
    }),
    "malformed-response": ({ reason, names }) => ({
      title: "関数の応答が HTTP レスポンスになっていません",
      cause: `応答を転送できませんでした: ${reason}`,
      fix: `このリクエストのログを \`${names.logs}\` で確認してください。`,
    }),
    "not-found": ({ functionName }) => ({
      title: "まだ何も公開されていません",
      cause: `関数 ${functionName} には公開中のバージョンがありません。`,
      fix: "`monolift up` を実行してください。",
    }),
    closing: () => ({
      title: "関数は終了処理中です",
      cause: "このバージョンを停止している間にリクエストが届きました。",
      fix: "少し待ってから再度アクセスしてください。",
    }),
    "late-answer": ({ door, limitSeconds }) => ({
      title: "レスポンスの開始が遅すぎます",
      cause: `${door} がレスポンスの最初の 1 バイトを待つのは ${limitSeconds} 秒までです。関数の処理は続いていますが、結果はクライアントに届きません。`,
      fix: "ストリーミングレスポンス (StreamingHttpResponse) で早めに返し始めるか、処理をリクエストの外に移してください。",
    }),
    "headers-too-large": ({ door, limitBytes }) => ({
      title: "リクエストヘッダーが大きすぎます",
      cause: `${door} が受け付けるリクエストは、URL とヘッダーを合わせて ${Math.round(limitBytes / 1024)} KB までです。`,
      fix: "ほとんどの場合、原因は Cookie の多さです。このアドレスの Cookie を削除するか、Cookie に保存する量を減らしてください。",
    }),
    "url-too-long": ({ door, limitBytes }) => ({
      title: "URL が長すぎます",
      cause: `${door} が受け付ける URL は、クエリを含めて ${limitBytes} バイトまでです。`,
      fix: "長い値は POST リクエストの本文で送るか、値はサーバー側に保存して ID だけを送ってください。",
    }),
    "response-headers-too-large": ({ door, bytes, limitBytes }) => ({
      title: "レスポンスヘッダーが大きすぎます",
      cause: `ヘッダーが ${bytes} バイトあります。${door} が転送できるのは ${limitBytes} バイトまでです。`,
      fix: "ほとんどの場合、原因は Cookie です。セッションとメッセージはデータベースに保存し (セッションは Django の既定、メッセージは MESSAGE_STORAGE)、長い値をヘッダーに入れないでください。",
    }),
    "bad-request": () => ({
      title: "HTTP リクエストとして解釈できません",
      cause: "クライアントが送った内容は HTTP/1.1 の規則に従っていません。",
      fix: "クライアントを確認してください。https:// でアクセスしたときにも起こります。ここで使えるのは http:// だけです。",
    }),
    "request-timed-out": () => ({
      title: "リクエストが最後まで届きませんでした",
      cause: "クライアントからの送信に時間がかかりすぎました。",
      fix: "もう一度送信してください。",
    }),
    websocket: () => ({
      title: "WebSocket は使えません",
      cause:
        "関数は 1 リクエストに応答すると休止します。Lambda の関数 URL も WebSocket には対応していません。",
      fix: "定期的に問い合わせるか、ストリーミングレスポンス (text/event-stream) でイベントを送ってください。",
    }),
  },
};
