"""Draws how the time of a search grows: docs/kaart-schaal.svg."""

from pathlib import Path

from benchmarks.kaart.report import Outcomes

LIMITS = {10_000: 10, 100_000: 50}  # milliseconds at p95, as promised


def draw(outcomes: Outcomes, file: Path) -> None:
    """Both axes logarithmic: a straight line up is a cost that grows with the kaart."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    mpl.rcParams["svg.hashsalt"] = "kaart"  # the same figures give the same file
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for tool in dict.fromkeys(tool for tool, _ in outcomes):
        sizes = sorted(size for own, size in outcomes if own == tool)
        axes.plot(sizes, [outcomes[tool, size]["p95"] for size in sizes], marker="o", label=tool)
    axes.plot(*zip(*LIMITS.items(), strict=True), "k_", markersize=18, label="afgesproken grens")
    axes.set(xscale="log", yscale="log", xlabel="voorzieningen", ylabel="milliseconden per vraag (p95)")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(file, metadata={"Date": None}, bbox_inches="tight")
    pyplot.close(figure)
