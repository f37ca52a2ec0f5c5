// Shows the step of the guided tour that the address names. The steps are in the page, their views in the app.
{
  const tour = document.getElementById("tour");
  const steps = tour ? [...tour.querySelectorAll("section")] : [];
  const show = (query) => {
    const view = new URLSearchParams(query);
    const step = view.get("tour");
    view.delete("tour");
    tour.hidden = !step;
    steps.forEach((section, at) => {
      section.hidden = at + 1 !== Number(step);
      section.querySelector(".tour__end").search = view;
    });
    tour.lastElementChild.hidden = steps.some((section) => !section.hidden);
  };
  if (tour) {
    // A link with nothing but a step is a link to the view of that step.
    const given = new URLSearchParams(location.search);
    const view = steps[given.get("tour") - 1]?.dataset.view;
    if (view && [...given.keys()].every((key) => key === "tour" || key === "embed")) {
      history.replaceState(null, "", given.has("embed") ? `${view}&embed=1` : view);
    }
    show(location.search);
    document.addEventListener("onrecord:view", ({ detail }) => show(detail.link));
  }
}
