package io.quong.bench;

import java.io.IOException;
import java.util.List;

/** One row of the table of goals. */
interface Row {
  List<Figure> measure(Site site) throws IOException, InterruptedException;
}
