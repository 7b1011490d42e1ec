"""Pictures as geometry: boxes, paths and points in pixels; the looks are the templates' and the style's."""

from handbook_gen.core.pictures.charts import Chart, Grid, Heading, Ladder, Mark, bars, chart, grid
from handbook_gen.core.pictures.course import Course, Step, course
from handbook_gen.core.pictures.drawing import Drawing, Edge, Node, drawing
from handbook_gen.core.pictures.multiples import Dots, Week, dots, week
from handbook_gen.core.pictures.timeline import Moment, Timeline, timeline

__all__ = [
    "Chart",
    "Course",
    "Dots",
    "Drawing",
    "Edge",
    "Grid",
    "Heading",
    "Ladder",
    "Mark",
    "Moment",
    "Node",
    "Step",
    "Timeline",
    "Week",
    "bars",
    "chart",
    "course",
    "dots",
    "drawing",
    "grid",
    "timeline",
    "week",
]
