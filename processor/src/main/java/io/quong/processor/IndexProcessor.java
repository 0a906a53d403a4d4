package io.quong.processor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes at build time what the gateway reads at run time in place of a scan of the class path: a
 * {@code PluginDefinition} for each plugin class, the index of entities, and the registration of
 * everything that is read by reflection, for native images. Jars of third parties are compiled with
 * it too.
 */
@SupportedAnnotationTypes({
  "io.quong.plugin.GatewayPlugin",
  "io.quong.plugin.ConfigurationOnly",
  "io.quong.schema.Resource",
  "io.quong.schema.rule.SubschemaFor"
})
@SupportedOptions("quong.module")
public final class IndexProcessor extends AbstractProcessor {
  private static final String SERVICES = "META-INF/services/io.quong.plugin.PluginDefinition";
  private static final String RESOURCES = "META-INF/quong/resources";

  private final Set<String> definitions = new TreeSet<>();
  private final Set<String> resources = new TreeSet<>();
  private final Map<String, Boolean> reflected = new LinkedHashMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ReflectedTypes types =
        new ReflectedTypes(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        TypeElement type = (TypeElement) element;
        if (annotation.getQualifiedName().toString().startsWith("io.quong.plugin.")) {
          plugin(type, types);
        } else {
          if (annotation.getQualifiedName().contentEquals("io.quong.schema.Resource")) {
            resources.add(binaryName(type));
          }
          types.add(type);
        }
      }
    }
    reflected.putAll(types.found());
    if (round.processingOver()) {
      write();
    }
    return false;
  }

  private void plugin(TypeElement type, ReflectedTypes types) {
    try {
      PluginSource source = PluginSource.of(type, processingEnv);
      types.add(source.config());
      try (var out =
          processingEnv.getFiler().createSourceFile(source.definitionName(), type).openWriter()) {
        out.write(source.text());
      }
      definitions.add(source.definitionName());
      // ServiceLoader calls its constructor.
      reflected.put(source.definitionName(), false);
    } catch (IllegalArgumentException wrong) {
      error(wrong.getMessage(), type);
    } catch (IOException failed) {
      error("can't write the definition: " + failed.getMessage(), type);
    }
  }

  private void write() {
    try {
      if (!definitions.isEmpty()) {
        file(SERVICES, String.join("\n", definitions) + "\n");
      }
      if (!resources.isEmpty()) {
        file(RESOURCES, String.join("\n", resources) + "\n");
      }
      if (!reflected.isEmpty()) {
        file("META-INF/native-image/io.quong/" + module() + "/reflect-config.json", reflection());
      }
    } catch (IOException failed) {
      error("can't write the index: " + failed.getMessage(), null);
    }
  }

  /** The option {@code -Aquong.module=…}, or a name that the first type gives. */
  private String module() {
    String given = processingEnv.getOptions().get("quong.module");
    return given == null ? reflected.keySet().iterator().next() : given;
  }

  private String reflection() {
    StringBuilder out = new StringBuilder("[");
    for (Map.Entry<String, Boolean> type : reflected.entrySet()) {
      out.append(out.length() > 1 ? ",\n" : "\n")
          .append("  {\"name\": \"")
          .append(type.getKey())
          .append("\", \"allDeclaredConstructors\": true")
          .append(
              type.getValue()
                  ? ", \"allDeclaredMethods\": true, \"allDeclaredFields\": true,"
                      + " \"allRecordComponents\": true"
                  : "")
          .append('}');
    }
    return out.append("\n]\n").toString();
  }

  private void file(String path, String text) throws IOException {
    var file = processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path);
    try (var out = file.openWriter()) {
      out.write(text);
    }
  }

  private String binaryName(TypeElement type) {
    return processingEnv.getElementUtils().getBinaryName(type).toString();
  }

  private void error(String message, Element where) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, where);
  }
}
