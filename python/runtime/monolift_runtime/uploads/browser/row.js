// What the user sees of one file: its name, how far it is, a button. No style is needed; classes are there for one.

/** Shows a job below its input, and gives it `progress`, `show`, `state` and `button`. */
function addRow(job) {
  const list = listBelow(job.input) || makeElement("div", "monolift-uploads");
  job.input.insertAdjacentElement("afterend", list);
  const row = makeElement("div", "monolift-upload");
  const name = makeElement("span", "monolift-upload-name", `${job.file.name} `);
  const bar = makeElement("progress", "monolift-upload-progress");
  const status = makeElement("span", "monolift-upload-status");
  const button = makeElement("button", "monolift-upload-button");
  bar.max = job.file.size;
  bar.setAttribute("aria-label", job.file.name);
  // By the object model, which a content security policy allows.
  status.style.margin = "0 .5em";
  button.type = "button";
  row.append(name, bar, status, button);
  list.append(row);

  job.show = (text) => {
    status.textContent = text;
  };
  job.progress = (loaded) => {
    bar.value = loaded;
    job.show(say.sent(Math.floor((100 * loaded) / job.file.size)));
  };
  job.state = (state) => {
    row.dataset.state = state;
    bar.hidden = state === "failed" || state === "left-out";
    status.setAttribute("role", state === "failed" ? "alert" : "status");
  };
  job.button = (text, action) => {
    button.hidden = text === "";
    button.textContent = text;
    button.onclick = action;
  };
}

function listBelow(input) {
  const next = input.nextElementSibling;
  return next && next.classList.contains("monolift-uploads") ? next : null;
}

function removeRows(input) {
  const list = listBelow(input);
  if (list) list.remove();
}

function makeElement(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text) element.textContent = text;
  return element;
}
