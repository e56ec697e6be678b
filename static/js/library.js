/* The library. A picture is fetched when it comes near the screen: a phone on slow mobile data
   pays for what it shows. Without scripts the markup holds the same pictures a second way. */
const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) show(target);
  },
  { rootMargin: "160px" },
);

function show(picture) {
  near.unobserve(picture);
  picture.classList.remove("later");
  for (const use of picture.querySelectorAll("use[data-href]")) {
    use.setAttribute("href", use.dataset.href);
  }
}

function watch(root) {
  for (const picture of root.querySelectorAll(".later")) near.observe(picture);
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
addEventListener("beforeprint", () => document.querySelectorAll(".later").forEach(show));

// Asked to show what fits, the filters fold away and the list comes into sight.
document.querySelector(".find")?.addEventListener("submit", (event) => {
  event.target.querySelector("details").open = false;
  document.getElementById("found").scrollIntoView({ block: "start" });
});
