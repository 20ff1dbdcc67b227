import type { StackWords } from "./en.ts";

function named(resource: string | null): string {
  return resource === null ? "スタック" : `\`${resource}\``;
}

function typed(type: string | null): string {
  return type === null ? "" : ` (${type})`;
}

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);

export const stackJa: StackWords = {
  errors: {
    STACK_ACCESS_DENIED: ({ stack, resource, action, target }) => ({
      cause: `スタック ${stack}${resource === null ? "" : ` の ${named(resource)}`} に必要な権限がありません${action === null ? "" : `: \`${action}\``}${target === null ? "" : ` (対象: ${target})`}。`,
      fix: "AWS アカウントの管理者に、使用中のユーザーまたはロールへこの権限を追加してもらい、もう一度コマンドを実行してください。足りない権限の一覧は `monolift doctor` で確認できます。",
    }),
    STACK_BELONGS_TO_OTHER: ({ stack, tag, found, wanted }) => ({
      cause: `${stack} という名前は別のスタックが使っています。タグ \`${tag}\` の値が、このステージでは「${wanted}」になるはずですが、「${found}」になっています。`,
      fix: "monolift.toml でプロジェクトかステージの名前を変えてください。何も変更していません。",
    }),
    STACK_CALL_FAILED: ({ stack, operation }) => ({
      cause: `スタック ${stack} に対する ${operation} の呼び出しが AWS に拒否されました。`,
      fix: "理由は上の AWS のメッセージにあります。原因を取り除いてからもう一度コマンドを実行すると、続きから進みます。",
    }),
    STACK_CANCELLED: ({ stack }) => ({
      cause: `スタック ${stack} の更新が取り消され、AWS がすべてを元に戻しました。`,
      fix: "意図して取り消したのでなければ、もう一度コマンドを実行してください。",
    }),
    STACK_CERTIFICATE_UNUSABLE: ({ resource }) => ({
      cause: `${named(resource)} の証明書を AWS が受け付けません。まだ発行されていない、期限が切れている、ドメインが含まれていない、または CloudFront が求める us-east-1 以外のリージョンにある、のいずれかです。`,
      fix: "証明書の発行に必要な DNS レコードは `monolift status` で確認できます。発行されたら、もう一度 `monolift up` を実行してください。",
    }),
    STACK_CHANGED_MEANWHILE: ({ stack }) => ({
      cause: `スタック ${stack} が、同時にほかからも変更されています。`,
      fix: "ほかの `monolift up` や AWS コンソールでの操作が終わってから、もう一度コマンドを実行してください。",
    }),
    STACK_CLOUDFRONT_UNVERIFIED: () => ({
      cause: "この AWS アカウントはまだ AWS による確認が済んでいないため、CloudFront を使えません。",
      fix: "AWS サポートに問い合わせ (「アカウントおよび請求」、無料) を作成し、上のメッセージを伝えてください。通常は 1 日ほどで使えるようになります。それまでは、`domain` を指定せず、静的ファイルを CloudFront で配信しないステージなら公開できます。",
    }),
    STACK_CODE_MISSING: ({ resource }) => ({
      cause: `${named(resource)} のコードが、アップロード先のバケットからなくなっています。`,
      fix: "もう一度 `monolift up` を実行すると、足りないものがアップロードされます。バケットにファイルを削除するライフサイクルルールがあれば、外してください。",
    }),
    STACK_CODE_STORAGE_FULL: () => ({
      cause:
        "Lambda のコード用ストレージがいっぱいです。1 つのアカウントの関数とバージョンは、リージョンごとに合わせて 75 GB までです。",
      fix: "使っていないステージを削除するか (`monolift list`)、AWS Service Quotas の「Function and layer storage」で上限の引き上げを申請してください。",
    }),
    STACK_CODE_TOO_LARGE: ({ resource, mostMb }) => ({
      cause: `${named(resource)} のコードが Lambda の上限${mostMb === null ? "" : ` ${mostMb} MB `}を超えています。`,
      fix: "大きなパッケージは `monolift inspect` で確認できます。実行時に必要のないものを取り除いてください。",
    }),
    STACK_CONCURRENCY_TOO_HIGH: ({ resource, least }) => ({
      cause: `このアカウントの同時実行数では、${named(resource)} のために予約できません。すべての関数のために ${least} を空けておく必要があります。`,
      fix: "monolift.toml の `concurrency` を小さくするか、AWS Service Quotas の「Concurrent executions」で引き上げを申請してください。新しいアカウントの上限は 10 ですが、1,000 までは無料で引き上げられます。",
    }),
    STACK_CREDENTIALS_EXPIRED: ({ stack }) => ({
      cause: `AWS の認証情報が使えなくなったため、スタック ${stack} の処理を中断しました。`,
      fix: "もう一度サインインして (`aws sso login` など、いつもの方法で)、コマンドを実行し直してください。AWS で始まっている処理があれば完了を待ち、続きから進みます。",
    }),
    STACK_DELETE_FAILED: ({ stack, resources }) => ({
      cause: `スタック ${stack} の一部を AWS が削除できませんでした。残っているもの: ${resources.join("、")}。`,
      fix: "理由は上の AWS のメッセージにあります。妨げになっているものを取り除いてからもう一度コマンドを実行すると、残りが削除されます。",
    }),
    STACK_DOMAIN_TAKEN: () => ({
      cause:
        "このドメインは、このアカウントか別のアカウントの CloudFront ディストリビューションですでに使われています。",
      fix: "そのディストリビューションからドメインを外すか、monolift.toml の `domain` を別のものにしてください。自分で操作できないディストリビューションの場合は、AWS サポートに移動を依頼できます。",
    }),
    STACK_FAILED: ({ stack, resource, type }) => ({
      cause: `スタック ${stack}${resource === null ? "" : ` の ${named(resource)}`}${typed(type)} を AWS が作成できませんでした。`,
      fix: "理由は上の AWS のメッセージにあります。原因を取り除いてから、もう一度 `monolift up` を実行してください。",
    }),
    STACK_KEY_UNUSABLE: ({ resource }) => ({
      cause: `${named(resource)} の暗号化に使う KMS キーが使えません。無効になっている、削除待ちになっている、または使用が許可されていません。`,
      fix: "キーを有効にするか、キーポリシーに使用中のユーザーまたはロールを追加してから、もう一度 `monolift up` を実行してください。",
    }),
    STACK_LIMIT: ({ stack }) => ({
      cause: `このリージョンのスタック数がアカウントの上限 (引き上げていなければ 2,000) に達しているため、${stack} を作成できません。`,
      fix: "使っていないステージを削除するか (`monolift list`)、AWS Service Quotas の「Stack count」で引き上げを申請してください。",
    }),
    STACK_MEMORY_LIMIT: ({ resource, mostMb }) => ({
      cause: `このアカウントで関数に割り当てられるメモリは ${mostMb} MB までですが、${named(resource)} はそれを超えています。`,
      fix: `monolift.toml の \`memory\` を ${mostMb} 以下にするか、新しいアカウントの制限の解除を AWS サポートに依頼してください。`,
    }),
    STACK_NAME_EXISTS: ({ resource, type, name }) => ({
      cause: `${name === null ? "同じ名前のもの" : `「${name}」`}${typed(type)} がすでにあり、どのスタックにも属していないため、AWS が ${named(resource)} を作成できません。`,
      fix: "手動で作成されたか、削除されたステージの残りです。不要なら AWS コンソールで削除し、必要ならプロジェクトかステージの名前を変えてから、もう一度 `monolift up` を実行してください。",
    }),
    STACK_NAME_IN_STACK: ({ resource, type, name, other }) => ({
      cause: `「${name}」${typed(type)} はスタック ${other} のものなので、AWS が同じ名前で ${named(resource)} を作成できません。`,
      fix: `monolift.toml でプロジェクトかステージの名前を変えるか、スタック ${other} が不要なら削除してください。`,
    }),
    STACK_OUT_OF_SIGHT: ({ stack }) => ({
      cause: `スタック ${stack} の処理で AWS への接続を繰り返し試みましたが、つながりませんでした。`,
      fix: "AWS で始まった処理があれば、そのまま続いています。ネットワークが戻ったら、もう一度コマンドを実行してください。その完了を待ち、続きから進みます。",
    }),
    STACK_PROPERTY_REFUSED: ({ resource, type, property }) => ({
      cause: `${named(resource)}${typed(type)} の${property === null ? "プロパティ" : `プロパティ \`${property}\` `}を AWS が受け付けませんでした。`,
      fix: "理由は上の AWS のメッセージにあります。monolift.toml に書いた値であれば、そこで直してください。そうでなければ Monolift の誤りなので、ご報告ください。",
    }),
    STACK_PROTECTED: ({ stack }) => ({
      cause: `スタック ${stack} は削除から保護されています。AWS で誰かが保護を有効にしています。`,
      fix: `削除してよければ保護を解除し、もう一度コマンドを実行してください: \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack}\``,
    }),
    STACK_QUOTA_REACHED: ({ resource, type }) => ({
      cause: `${type === null ? "リソース" : type} の数がアカウントの上限に達しているため、AWS が ${named(resource)} を作成できません。`,
      fix: "どの上限かは上の AWS のメッセージにあります。使っていないステージを削除するか (`monolift list`)、AWS Service Quotas で引き上げを申請してください。",
    }),
    STACK_ROLE_NOT_READY: ({ resource }) => ({
      cause: `${named(resource)} のロールは作成されましたが、Lambda がまだ引き受けられません。新しいロールが行き渡るまで 1 分ほどかかることがあります。`,
      fix: "もう一度 `monolift up` を実行してください。",
    }),
    STACK_ROLLBACK_FAILED: ({ stack, resources }) => ({
      cause: `AWS がスタック ${stack} を先へ進めることも元に戻すこともできません${resources.length === 0 ? "" : `。妨げになっているもの: ${resources.join("、")}`}。`,
      fix: "理由は上の AWS のメッセージにあります。そこに挙がっているもの (手動で削除または変更したものなど) を直してから、もう一度 `monolift up` を実行してください。どうしても直らない場合は、`monolift down --keep-data` でスタックを削除し、`monolift up` で作り直せます。スタックにデータは含まれていません。",
    }),
    STACK_STUCK: ({ stack, status, resource }) => ({
      cause: `スタック ${stack} が 1 時間動いていません。状態は ${status} です${resource === null ? "" : `。AWS は ${named(resource)} を処理しています`}。`,
      fix: "AWS コンソールでスタックのイベントを確認してください。AWS で始まった処理は続いています。`monolift up` はいつでも実行し直せ、処理の完了を待ちます。",
    }),
    STACK_TEMPLATE_REFUSED: ({ stack }) => ({
      cause: `スタック ${stack} のテンプレートを CloudFormation が受け付けません。`,
      fix: "Monolift の誤りです。上の AWS のメッセージを添えてご報告ください。何も変更していません。",
    }),
    STACK_TEMPLATE_TOO_LARGE: ({ stack, bytes, most }) => ({
      cause: `スタック ${stack} のテンプレートが ${mebibytes(bytes)} MB あり、ここでの AWS の上限 ${mebibytes(most)} MB を超えています。`,
      fix: "monolift.toml の [isolate.NAME]、[route.NAME]、[jobs.NAME] の 1 つごとに大きくなります。複数のパスを 1 つにまとめるか、プロジェクトを 2 つに分けてください。",
    }),
    STACK_THROTTLED: ({ stack, resource }) => ({
      cause: `AWS が一度に答えられる数を超える呼び出しがあり、${resource === null ? `スタック ${stack}` : named(resource)} について数分間答えが得られませんでした。`,
      fix: "同じアカウントで、ほかのデプロイなどが AWS を頻繁に呼び出しています。少し待ってから、もう一度コマンドを実行してください。",
    }),
    STACK_TOO_MANY_RESOURCES: ({ stack, count, most }) => ({
      cause: `スタック ${stack} のリソースが ${count} 個になり、AWS の上限 ${most} 個を超えます。`,
      fix: "monolift.toml の [isolate.NAME]、[route.NAME]、[jobs.NAME] は、それぞれ複数のリソースになります。複数のパスを 1 つにまとめるか、プロジェクトを 2 つに分けてください。",
    }),
    STACK_TYPE_UNKNOWN: ({ stack, types }) => ({
      cause: `スタック ${stack} に必要なものが、このリージョンにありません: ${types.join("、")}。`,
      fix: "monolift.toml でステージの `region` を、以前からある大きなリージョンに変えてください。",
    }),
  },
  notices: {
    STACK_REMADE: ({ stack, status }) =>
      `スタック ${stack} の前回の作成は失敗しています (${status})。先にその残りを削除します。データは含まれていません。`,
    STACK_ROLLBACK_CONTINUED: ({ stack }) =>
      `スタック ${stack} の前回の更新は失敗し、元に戻すこともできていません。先に、元に戻す処理を AWS にもう一度試させます。`,
    STACK_ROLLBACK_SKIPPED: ({ stack, resources }) =>
      `スタック ${stack} の次のものは元に戻せないため、そのままにします: ${resources.join("、")}。次に変更されるまで、AWS の認識と実際の状態が異なることがあります。`,
    STACK_WAITED_FOR: ({ stack, status, isCancelled }) =>
      isCancelled
        ? `スタック ${stack} が更新されています (${status})。更新を取り消し、完了を待ちます。`
        : `スタック ${stack} が処理中です (${status})。中断したコマンドが始めたものかもしれません。先に完了を待ちます。`,
  },
};
