// What the user reads, in the language of the page.

const words = {
  en: {
    sent: (percent) => `${percent} %`,
    again: "The connection broke off; trying again …",
    cancel: "Cancel",
    retry: "Try again",
    leftOut: "Left out.",
    cancelled: "Cancelled. Nothing was sent: choose another file, or send the form again.",
    connection: "The connection broke off. Check the network and press “Try again”: it goes on where it was.",
    tooLarge: (limit) => `Too large: at most ${limit} MB. Choose a smaller file.`,
    tooMany: "Too many uploads within this hour. Try again later, or send fewer files.",
    denied: "Not allowed. Sign in, load this page again, and choose the file again.",
    failed: (status) => `The upload failed (${status}). Press “Try again”; if it fails again, load this page anew.`,
  },
  ja: {
    sent: (percent) => `${percent} %`,
    again: "接続が切れました。再試行しています…",
    cancel: "キャンセル",
    retry: "再試行",
    leftOut: "送信から外しました。",
    cancelled: "キャンセルしました。まだ何も送信されていません。別のファイルを選ぶか、もう一度送信してください。",
    connection: "接続が切れました。ネットワークを確認して「再試行」を押すと、続きから送信します。",
    tooLarge: (limit) => `ファイルが大きすぎます(上限 ${limit} MB)。小さいファイルを選んでください。`,
    tooMany: "この 1 時間のアップロードが多すぎます。しばらくしてからやり直すか、ファイルを減らしてください。",
    denied: "許可されていません。ログインしてページを再読み込みし、ファイルを選び直してください。",
    failed: (status) =>
      `アップロードに失敗しました(${status})。「再試行」を押してください。続く場合はページを再読み込みしてください。`,
  },
  ko: {
    sent: (percent) => `${percent}%`,
    again: "연결이 끊어져 다시 시도하고 있습니다…",
    cancel: "취소",
    retry: "다시 시도",
    leftOut: "전송에서 제외했습니다.",
    cancelled: "취소했습니다. 아직 아무것도 보내지 않았습니다. 다른 파일을 선택하거나 다시 보내세요.",
    connection: "연결이 끊어졌습니다. 네트워크를 확인하고 ‘다시 시도’를 누르면 이어서 보냅니다.",
    tooLarge: (limit) => `파일이 너무 큽니다(최대 ${limit}MB). 더 작은 파일을 선택하세요.`,
    tooMany: "한 시간 동안의 업로드가 너무 많습니다. 나중에 다시 시도하거나 파일 수를 줄이세요.",
    denied: "허용되지 않습니다. 로그인하고 페이지를 새로 고친 뒤 파일을 다시 선택하세요.",
    failed: (status) =>
      `업로드하지 못했습니다(${status}). ‘다시 시도’를 누르세요. 계속 실패하면 페이지를 새로 고치세요.`,
  },
};
const language = (document.documentElement.lang || navigator.language || "en").slice(0, 2);
const say = words[language] || words.en;
