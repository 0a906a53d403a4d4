package io.quong.admin.api;

import io.quong.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All paths of the Admin API and what answers them. Filled at start, then only read. */
public final class Endpoints {
  /** A path with its methods. */
  private static final class Leaf {
    final List<String> parameters;
    final TreeMap<String, Endpoint> methods = new TreeMap<>();
    final Map<String, Schema> bodies = new HashMap<>();

    Leaf(List<String> parameters) {
      this.parameters = parameters;
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    Node parameter;
    Leaf leaf;
  }

  /**
   * What a request meets.
   *
   * @param methods by name, HEAD beside GET
   * @param parameters of the path, still encoded
   */
  record Found(TreeMap<String, Endpoint> methods, Map<String, String> parameters) {
    /** For {@code Allow}. */
    String allowed() {
      TreeSet<String> all = new TreeSet<>(methods.keySet());
      all.add("OPTIONS");
      return String.join(", ", all);
    }
  }

  private final Node root = new Node();
  private final TreeSet<String> templates = new TreeSet<>();

  /**
   * @param template such as <code>/services/{services}/routes</code>; a literal segment goes before
   *     a parameter
   */
  public void add(String method, String template, Endpoint endpoint) {
    Leaf leaf = leaf(template);
    leaf.methods.put(method, endpoint);
    if (method.equals("GET")) {
      leaf.methods.put("HEAD", endpoint);
    }
    templates.add(template);
  }

  /** Tells what a method's body may be, for the description of the API. */
  public void body(String method, String template, Schema schema) {
    leaf(template).bodies.put(method, schema);
  }

  /** What a method's body may be; null when that follows from the path. */
  public Schema body(String method, String template) {
    return leaf(template).bodies.get(method);
  }

  /** Takes a path back that was derived but is not to be. */
  public void remove(String template) {
    leaf(template).methods.clear();
    templates.remove(template);
  }

  /** Leaves a path out of the list of all. */
  public void hide(String template) {
    templates.remove(template);
  }

  private Leaf leaf(String template) {
    Node node = root;
    List<String> parameters = new ArrayList<>();
    for (String segment : segments(template)) {
      if (segment.startsWith("{")) {
        parameters.add(segment.substring(1, segment.length() - 1));
        if (node.parameter == null) {
          node.parameter = new Node();
        }
        node = node.parameter;
      } else {
        node = node.literals.computeIfAbsent(segment, unused -> new Node());
      }
    }
    if (node.leaf == null) {
      node.leaf = new Leaf(parameters);
    }
    return node.leaf;
  }

  /** Every path with braces around its parameters, in the order of Kong's list. */
  public Collection<String> templates() {
    return List.copyOf(templates);
  }

  /** The methods of a path, HEAD beside GET. */
  public Collection<String> methods(String template) {
    return List.copyOf(leaf(template).methods.keySet());
  }

  /** What a path means that has no last slash; null when there is none. */
  Found find(String path) {
    if (!path.startsWith("/")) {
      return null;
    }
    List<String> segments = segments(path);
    List<String> values = new ArrayList<>();
    Leaf leaf = find(root, segments, 0, values);
    if (leaf == null) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      parameters.put(leaf.parameters.get(i), values.get(i));
    }
    return new Found(leaf.methods, parameters);
  }

  private static Leaf find(Node node, List<String> segments, int at, List<String> values) {
    if (at == segments.size()) {
      return node.leaf == null || node.leaf.methods.isEmpty() ? null : node.leaf;
    }
    String segment = segments.get(at);
    Node literal = node.literals.get(segment);
    Leaf found = literal == null ? null : find(literal, segments, at + 1, values);
    if (found != null || node.parameter == null || segment.isEmpty()) {
      return found;
    }
    values.add(segment);
    found = find(node.parameter, segments, at + 1, values);
    if (found == null) {
      values.remove(values.size() - 1);
    }
    return found;
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }
}
