package io.quong.dataplane.persistent;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * An immutable map from text, kept as a radix tree: a change copies the few nodes on the way to its
 * key and shares all others. A look-up costs as much as the key is long, whatever the map's size,
 * and {@link #visitPrefixes} finds every key that a text begins with in one walk.
 */
public final class RadixMap<V> {
  private static final char[] NONE = {};
  private static final RadixMap<?> EMPTY =
      new RadixMap<>(new Node<>(NONE, null, NONE, new Node<?>[0]), 0);

  private final Node<V> root;
  private final int size;

  private RadixMap(Node<V> root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // holds no value
  public static <V> RadixMap<V> empty() {
    return (RadixMap<V>) EMPTY;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The value, or null. */
  public V get(String key) {
    Node<V> node = root;
    int at = 0;
    while (at < key.length()) {
      int child = node.childAt(key.charAt(at));
      if (child < 0) {
        return null;
      }
      node = node.children[child];
      if (!node.fits(key, at)) {
        return null;
      }
      at += node.label.length;
    }
    return node.value;
  }

  /** Calls for each key that is a prefix of the text, shorter ones first. */
  public void visitPrefixes(String text, PrefixVisitor<? super V> visitor) {
    visitPrefixes(text, 0, visitor);
  }

  /** The same of the text from a place on. */
  public void visitPrefixes(String text, int from, PrefixVisitor<? super V> visitor) {
    Node<V> node = root;
    int at = from;
    while (true) {
      if (node.value != null) {
        visitor.visit(node.value, at - from);
      }
      if (at == text.length()) {
        return;
      }
      int child = node.childAt(text.charAt(at));
      if (child < 0) {
        return;
      }
      node = node.children[child];
      if (!node.fits(text, at)) {
        return;
      }
      at += node.label.length;
    }
  }

  /** All entries, in the order of their keys. */
  public void forEach(BiConsumer<String, ? super V> action) {
    root.forEach("", action);
  }

  /**
   * Entries in the order of their keys, as long as the reader wants more.
   *
   * @param more whether to go on after a value
   * @return whether all were read
   */
  public boolean scan(Predicate<? super V> more) {
    return root.scan(more);
  }

  /** The same with this value for the key. */
  public RadixMap<V> with(String key, V value) {
    if (value == null) {
      throw new IllegalArgumentException("null value; use without");
    }
    boolean there = get(key) != null;
    return new RadixMap<>(root.with(key, 0, value), there ? size : size + 1);
  }

  /** The same without the key. */
  public RadixMap<V> without(String key) {
    if (get(key) == null) {
      return this;
    }
    Node<V> next = root.without(key, 0);
    return new RadixMap<>(next == null ? RadixMap.<V>empty().root : next, size - 1);
  }

  /** {@link #with}, or {@link #without} for null. */
  public RadixMap<V> put(String key, V value) {
    return value == null ? without(key) : with(key, value);
  }

  /** Is told of a key that a text begins with. */
  public interface PrefixVisitor<V> {
    void visit(V value, int length);
  }

  /**
   * Arrays, not text, so that a step down touches as few places in memory as it can. {@code firsts}
   * has the first character of each child's label, ascending.
   */
  private static final class Node<V> {
    final char[] label;
    final V value;
    final char[] firsts;
    final Node<V>[] children;

    @SuppressWarnings("unchecked") // arrays are made here only, of nodes of V
    Node(char[] label, V value, char[] firsts, Node<?>[] children) {
      this.label = label;
      this.value = value;
      this.firsts = firsts;
      this.children = (Node<V>[]) children;
    }

    /** Where the child with this first character is; {@code -(place + 1)} when there is none. */
    int childAt(char first) {
      return firsts.length == 1 && firsts[0] == first ? 0 : Arrays.binarySearch(firsts, first);
    }

    boolean fits(String key, int at) {
      if (key.length() - at < label.length) {
        return false;
      }
      for (int i = 0; i < label.length; i++) {
        if (key.charAt(at + i) != label[i]) {
          return false;
        }
      }
      return true;
    }

    /** This node, with the value for what stands in the key from {@code at}. */
    Node<V> with(String key, int at, V newValue) {
      if (at == key.length()) {
        return new Node<>(label, newValue, firsts, children);
      }
      int index = childAt(key.charAt(at));
      if (index < 0) {
        char[] rest = new char[key.length() - at];
        key.getChars(at, key.length(), rest, 0);
        return withChild(-index - 1, new Node<>(rest, newValue, NONE, new Node<?>[0]));
      }
      Node<V> child = children[index];
      int common = common(child.label, key, at);
      if (common == child.label.length) {
        return replaceChild(index, child.with(key, at + common, newValue));
      }
      char[] rest = Arrays.copyOfRange(child.label, common, child.label.length);
      Node<V> lower = new Node<>(rest, child.value, child.firsts, child.children);
      Node<V> split =
          new Node<>(
              Arrays.copyOf(child.label, common),
              null,
              new char[] {rest[0]},
              new Node<?>[] {lower});
      return replaceChild(index, split.with(key, at + common, newValue));
    }

    /** Null when nothing is left below. The key is there. */
    Node<V> without(String key, int at) {
      if (at == key.length()) {
        return new Node<V>(label, null, firsts, children).tidy();
      }
      int index = childAt(key.charAt(at));
      Node<V> child = children[index];
      Node<V> next = child.without(key, at + child.label.length);
      return (next == null ? withoutChild(index) : replaceChild(index, next)).tidy();
    }

    private Node<V> tidy() {
      if (value != null || children.length > 1) {
        return this;
      }
      if (children.length == 0) {
        return null;
      }
      if (label.length == 0) {
        return this;
      }
      Node<V> only = children[0];
      char[] joined = Arrays.copyOf(label, label.length + only.label.length);
      System.arraycopy(only.label, 0, joined, label.length, only.label.length);
      return new Node<>(joined, only.value, only.firsts, only.children);
    }

    private Node<V> withChild(int index, Node<V> child) {
      Node<?>[] more = new Node<?>[children.length + 1];
      System.arraycopy(children, 0, more, 0, index);
      more[index] = child;
      System.arraycopy(children, index, more, index + 1, children.length - index);
      char[] moreFirsts = new char[more.length];
      System.arraycopy(firsts, 0, moreFirsts, 0, index);
      moreFirsts[index] = child.label[0];
      System.arraycopy(firsts, index, moreFirsts, index + 1, firsts.length - index);
      return new Node<>(label, value, moreFirsts, more);
    }

    private Node<V> replaceChild(int index, Node<V> child) {
      Node<V>[] copy = Arrays.copyOf(children, children.length);
      copy[index] = child;
      return new Node<>(label, value, firsts, copy);
    }

    private Node<V> withoutChild(int index) {
      Node<?>[] fewer = new Node<?>[children.length - 1];
      System.arraycopy(children, 0, fewer, 0, index);
      System.arraycopy(children, index + 1, fewer, index, fewer.length - index);
      char[] fewerFirsts = new char[fewer.length];
      System.arraycopy(firsts, 0, fewerFirsts, 0, index);
      System.arraycopy(firsts, index + 1, fewerFirsts, index, fewer.length - index);
      return new Node<>(label, value, fewerFirsts, fewer);
    }

    private static int common(char[] label, String key, int at) {
      int length = Math.min(label.length, key.length() - at);
      int i = 0;
      while (i < length && label[i] == key.charAt(at + i)) {
        i++;
      }
      return i;
    }

    boolean scan(Predicate<? super V> more) {
      if (value != null && !more.test(value)) {
        return false;
      }
      for (Node<V> child : children) {
        if (!child.scan(more)) {
          return false;
        }
      }
      return true;
    }

    void forEach(String before, BiConsumer<String, ? super V> action) {
      String key = before + String.valueOf(label);
      if (value != null) {
        action.accept(key, value);
      }
      for (Node<V> child : children) {
        child.forEach(key, action);
      }
    }
  }
}
