(() => {
  const page = document.currentScript.dataset;
  const news = document.getElementById("desk-news");
  let typed = page.keep === "yes";
  let feed = null;
  const wrong = document.querySelector(".desk-errors");
  if (wrong) {
    wrong.focus();
  }
  const told = (event) => {
    const now = JSON.parse(event.data);
    const version = page.area ? now.areas[page.area] : now.all;
    if (version === page.version) {
      return;
    }
    if (typed) {
      news.textContent = "The plan has changed since this page was made. What you typed is still here.";
    } else {
      location.reload();
    }
  };
  const listen = () => {
    if (document.hidden && feed) {
      feed.close();
      feed = null;
    } else if (!document.hidden && !feed) {
      feed = new EventSource("/-/events");
      feed.addEventListener("state", told);
    }
  };
  document.addEventListener("input", () => {
    typed = true;
  });
  document.addEventListener("visibilitychange", listen);
  listen();
})();
