import type { PackagesWords } from "./en.ts";

export const packagesJa: PackagesWords = {
  errors: {
    SNAPSTART_IMPOSSIBLE: ({ why, found }) => ({
      cause: {
        python: `Lambda がスナップショットを作れるのは Python 3.12 以降ですが、アプリケーションは ${found} で動きます。`,
        tmp: `/tmp が 512 MB を超える関数のスナップショットは Lambda では作れません (functions.web.tmp は ${found})。`,
        form: "アプリケーションは zip に入らずコンテナイメージになりますが、Lambda ではイメージのスナップショットは作れません。",
      }[why],
      fix: {
        python: "新しい Python を使うか (app.python)、functions.web.snapstart を削除してください。",
        tmp: "functions.web.tmp か functions.web.snapstart を削除してください。",
        form: "不要なパッケージを外すか、functions.web.snapstart を削除してください。",
      }[why],
    }),
    VERSION_NOT_READY: ({ function: name, reason }) => ({
      cause:
        reason === ""
          ? `${name} の新しいバージョンの準備が、Lambda で 15 分たっても終わりません。`
          : `Lambda が ${name} の新しいバージョンを準備できませんでした: ${reason}`,
      fix: "これまでのリリースは引き続き応答しています。アプリケーションの読み込みに失敗した場合は、`monolift logs` にトレースバックがあります。それ以外の場合は、同じコマンドをもう一度実行してください。",
    }),
    LAMBDA_PYTHON_UNFIT: ({ specifier, from, offered }) => ({
      cause: `${from} は Python ${specifier} を要求していますが、Lambda で使えるのは ${offered.join("、")} です。`,
      fix: "いずれかを含むように範囲を広げるか、monolift.toml の app.python に指定してください。",
    }),
    REGISTRY_UNREACHABLE: ({ host }) => ({
      cause: `イメージレジストリ ${host} が応答しません。`,
      fix: "ネットワークとプロキシを確認し、同じコマンドを再実行してください。アップロード済みのものは再送しません。",
    }),
    REGISTRY_REFUSED: ({ host, repository, method, status }) => ({
      cause: `イメージレジストリ ${host} が ${repository} へのリクエストを拒否しました (${method}、ステータス ${status})。`,
      fix:
        status === 401 || status === 403
          ? "実行するユーザーに権限が必要です。ECR の場合: ecr:GetAuthorizationToken、ecr:BatchCheckLayerAvailability、ecr:BatchGetImage、ecr:GetDownloadUrlForLayer、ecr:InitiateLayerUpload、ecr:UploadLayerPart、ecr:CompleteLayerUpload、ecr:PutImage"
          : "レジストリからのメッセージがあれば以下に示します。同じコマンドを再実行してください。アップロード済みのものは再送しません。",
    }),
    IMAGE_DAMAGED: ({ host, digest }) => ({
      cause: `${host} から受け取った内容がダイジェスト (${digest}) と一致しません。受け取ったものは使っていません。`,
      fix: "同じコマンドを再実行してください。繰り返し起きる場合は、プロキシなど通信経路上の何かが内容を書き換えている可能性があります。",
    }),
    BASE_IMAGE_MISSING: ({ reference, architecture, offered }) => ({
      cause:
        offered.length === 0
          ? `イメージ ${reference} が見つかりません。`
          : `イメージ ${reference} に ${architecture} 用がありません。あるのは ${offered.join("、")} 用です。`,
      fix: "名前とタグを確認するか、イメージが対応しているアーキテクチャを使ってください。",
    }),
  },
  notices: {
    SNAPSTART_COSTS: ({ usdEach, usdRestored, kept }) =>
      `SnapStart の料金は、保持しているリリース 1 つにつき月およそ $${usdEach.toFixed(2)} で、リクエストがなくてもかかります。${kept} つで $${(usdEach * kept).toFixed(2)} です (us-east-1)。ほかに起動 1,000 回ごとに $${usdRestored.toFixed(2)} かかります。`,
    VERSION_WAITS: ({ function: name, minutes }) =>
      `Lambda が ${name} の新しいバージョンを準備しています${minutes === 0 ? "" : ` (${minutes} 分経過)`}`,
    ARM64_LACKS_WHEELS: ({ packages }) =>
      `関数は x86_64 で動きます。2 割安い arm64 用の wheel が ${packages.join("、")} にないためです。毎回の確認を省くには functions.web.architecture = "x86_64" と書いてください。`,
    IMAGE_FOR_FILES: ({ files }) =>
      `アプリケーションは依存パッケージを含めて ${files} ファイルあり、zip に入る 65,535 を超えています。AWS ではコンテナイメージになり、最初の起動が遅くなります。`,
    LAMBDA_PYTHON_OTHER: ({ taken, inspected, from }) =>
      `Lambda では${from === null ? "" : ` ${from} の指定どおり`} Python ${taken} で動作しますが、ここでの検査には Python ${inspected} を使いました。動作が異なる可能性があります。`,
    LAMBDA_PYTHON_ENDED: ({ python, date }) =>
      `Python ${python} に対する AWS のサポートは ${date} に終了しました。セキュリティ更新は提供されず、数週間後には新しい関数も作成できなくなります。より新しいバージョンを選んでください (monolift.toml の app.python)。`,
  },
};
