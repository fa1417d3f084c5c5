import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Annotates texts with CoreNLP and says how long that took, without the start of the program and
 * the loading of models. Usage: java Annotate.java PROPERTIES TEXT...; it prints "ready" and then,
 * for each line on standard input, annotates all texts once and prints the seconds.
 */
class Annotate {
  public static void main(String[] args) throws Exception {
    var properties = new Properties();
    properties.load(new FileInputStream(args[0]));
    var pipeline = new StanfordCoreNLP(properties);
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      texts.add(Files.readString(Path.of(args[i])));
    }
    System.out.println("ready");
    var in = new BufferedReader(new InputStreamReader(System.in));
    while (in.readLine() != null) {
      long start = System.nanoTime();
      for (String text : texts) {
        pipeline.processToCoreDocument(text);
      }
      System.out.println((System.nanoTime() - start) / 1e9);
    }
  }
}
