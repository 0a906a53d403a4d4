package io.quong.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/**
 * The source of the definition of one plugin class, or of a configuration record whose plugin can't
 * run yet.
 */
record PluginSource(String definitionName, TypeElement config, String text) {
  private static final Map<String, String> PHASES = new LinkedHashMap<>();

  static {
    PHASES.put("certificate", "CERTIFICATE");
    PHASES.put("preread", "PREREAD");
    PHASES.put("rewrite", "REWRITE");
    PHASES.put("access", "ACCESS");
    PHASES.put("response", "RESPONSE");
    PHASES.put("headerFilter", "HEADER_FILTER");
    PHASES.put("bodyFilter", "BODY_FILTER");
    PHASES.put("log", "LOG");
  }

  /**
   * @throws IllegalArgumentException when the class is not as {@code GatewayPlugin} asks
   */
  static PluginSource of(TypeElement plugin, ProcessingEnvironment environment) {
    boolean runs = plugin.getKind() != ElementKind.RECORD;
    if (plugin.getModifiers().contains(Modifier.ABSTRACT)
        || !plugin.getModifiers().contains(Modifier.PUBLIC)) {
      throw new IllegalArgumentException("a plugin is a public class that is not abstract");
    }
    TypeElement config = runs ? config(plugin) : plugin;
    String packageName =
        environment.getElementUtils().getPackageOf(plugin).getQualifiedName().toString();
    String name = plugin.getSimpleName() + "Definition";
    Map<String, AnnotationValue> said = annotation(plugin, environment);
    StringBuilder out = new StringBuilder();
    out.append("package ").append(packageName).append(";\n\n");
    out.append("/** What the gateway knows of ").append(plugin.getSimpleName());
    out.append(" without making one. */\n");
    out.append("public final class ").append(name);
    out.append(" implements io.quong.plugin.PluginDefinition {\n");
    method(out, "String name()", said.get("name").toString());
    method(out, "int priority()", said.get("priority").toString());
    method(out, "String version()", said.get("version").toString());
    method(
        out,
        "java.util.Set<io.quong.plugin.GatewayPlugin.Scope> scopes()",
        ordered(names(said.get("scopes"), "io.quong.plugin.GatewayPlugin.Scope.")));
    method(out, "java.util.Set<String> protocols()", ordered(texts(said.get("protocols"))));
    method(
        out,
        "java.util.Set<String> defaultProtocols()",
        ordered(texts(said.get("defaultProtocols"))));
    method(
        out, "java.util.Set<io.quong.plugin.Phase> phases()", ordered(phases(plugin, environment)));
    method(out, "Class<? extends Record> configType()", config.getQualifiedName() + ".class");
    if (!runs) {
      method(out, "boolean runs()", "false");
    }
    method(
        out,
        "io.quong.plugin.Plugin create(\n      Record config, io.quong.plugin.PluginContext context)",
        runs
            ? "new %s((%s) config, context)"
                .formatted(plugin.getQualifiedName(), config.getQualifiedName())
            : "refuse()");
    out.append("}\n");
    String full = packageName.isEmpty() ? name : packageName + "." + name;
    return new PluginSource(full, config, out.toString());
  }

  private static void method(StringBuilder out, String signature, String value) {
    out.append("\n  @Override\n  public ").append(signature).append(" {\n    return ");
    out.append(value).append(";\n  }\n");
  }

  /** A set that keeps the order as written: schemas show it. */
  private static String ordered(List<String> values) {
    return values.isEmpty()
        ? "java.util.Set.of()"
        : "java.util.Collections.unmodifiableSet(\n        new java.util.LinkedHashSet<>(java.util.List.of("
            + String.join(", ", values)
            + ")))";
  }

  private static Map<String, AnnotationValue> annotation(
      TypeElement plugin, ProcessingEnvironment environment) {
    Map<String, AnnotationValue> values = new LinkedHashMap<>();
    for (AnnotationMirror mirror : plugin.getAnnotationMirrors()) {
      String name = mirror.getAnnotationType().toString();
      if (name.equals("io.quong.plugin.GatewayPlugin")
          || name.equals("io.quong.plugin.ConfigurationOnly")) {
        environment
            .getElementUtils()
            .getElementValuesWithDefaults(mirror)
            .forEach((method, value) -> values.put(method.getSimpleName().toString(), value));
      }
    }
    return values;
  }

  private static List<String> texts(AnnotationValue list) {
    List<String> texts = new ArrayList<>();
    for (Object each : (List<?>) list.getValue()) {
      texts.add(each.toString());
    }
    return texts;
  }

  private static List<String> names(AnnotationValue list, String prefix) {
    List<String> names = new ArrayList<>();
    for (Object each : (List<?>) list.getValue()) {
      VariableElement constant = (VariableElement) ((AnnotationValue) each).getValue();
      names.add(prefix + constant.getSimpleName());
    }
    return names;
  }

  /** The phases whose methods the class or one above it overrides. */
  private static List<String> phases(TypeElement plugin, ProcessingEnvironment environment) {
    List<String> phases = new ArrayList<>();
    PHASES.forEach(
        (method, phase) -> {
          if (overrides(plugin, method, environment)) {
            phases.add("io.quong.plugin.Phase." + phase);
          }
        });
    return phases;
  }

  private static boolean overrides(
      TypeElement plugin, String name, ProcessingEnvironment environment) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(environment.getElementUtils().getAllMembers(plugin))) {
      TypeElement owner = (TypeElement) method.getEnclosingElement();
      if (method.getSimpleName().contentEquals(name)
          && !owner.getQualifiedName().contentEquals("io.quong.plugin.Plugin")
          && !method.getModifiers().contains(Modifier.STATIC)
          && method.getParameters().stream()
              .anyMatch(p -> p.asType().toString().startsWith("io.quong.plugin."))) {
        return true;
      }
    }
    return false;
  }

  private static TypeElement config(TypeElement plugin) {
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(plugin.getEnclosedElements())) {
      var parameters = constructor.getParameters();
      if (constructor.getModifiers().contains(Modifier.PUBLIC)
          && parameters.size() == 2
          && parameters.get(1).asType().toString().equals("io.quong.plugin.PluginContext")
          && parameters.get(0).asType() instanceof DeclaredType type
          && type.asElement().getKind() == ElementKind.RECORD) {
        return (TypeElement) type.asElement();
      }
    }
    throw new IllegalArgumentException(
        "a plugin has a public constructor (its configuration record, PluginContext)");
  }
}
