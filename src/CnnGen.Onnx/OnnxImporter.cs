using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Naming;
using CnnGen.Onnx.Passes;
using CnnGen.Onnx.Reading;
using CnnGen.Onnx.Writing;

namespace CnnGen.Onnx;

/// <summary>Makes a class and its weights of an ONNX file.</summary>
internal static class OnnxImporter
{
    /// <summary>Imports a file.</summary>
    public static ImportResult Import(string path, ImportOptions options)
    {
        try
        {
            return Import(OnnxFile.Read(path), Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)), options);
        }
        catch (ImportException exception)
        {
            return new(null, [Problem.OfFile(exception.Message)]);
        }
    }

    /// <summary>Imports a model.</summary>
    /// <param name="model">The model's message.</param>
    /// <param name="file">The file's name, for what is said of it.</param>
    /// <param name="folder">Where files of tensors may lie; null where there is none.</param>
    /// <param name="options">How.</param>
    public static ImportResult Import(ModelProto model, string file, string? folder, ImportOptions options)
    {
        GraphLowering lowering = new(model, new TensorReader(new ExternalData(folder)), options);
        LayerGraph? graph = lowering.Run();
        if (graph is null || lowering.Problems.Count > 0)
        {
            return new(null, lowering.Problems);
        }

        LayerPasses.Run(graph, options.FoldsNorms);
        graph.KeepChains();
        Problem[] left = [.. graph.Layers.Where(static layer => layer.Kind == Kinds.Erf).Select(static layer => new Problem(
            layer.Origin!.Name, layer.Origin.Operator, "it is part of no GELU, and no layer computes it alone"))];
        return left.Length > 0 ? new(null, left) : new(Written(graph, model, file, [.. lowering.Notes, .. graph.Notes], options), []);
    }

    private static ImportedNetwork Written(LayerGraph graph, ModelProto model, string file, IReadOnlyList<string> notes, ImportOptions options)
    {
        string stem = Path.GetFileNameWithoutExtension(file);
        string name = options.Name ?? Identifiers.Pascal(stem);
        IReadOnlyList<Step> steps = Sequence.Of(graph);
        LayerNames.Assign(graph, steps.SelectMany(static step => step.Named).Where(layer => layer != graph.Input).ToHashSet());
        string text = ClassWriter.Write(graph, steps, Header(model, file, name, notes), new ClassOptions(name, options.Namespace, options.IsTrained));
        return new(name, text, graph.Layers, notes);
    }

    private static IEnumerable<string> Header(ModelProto model, string file, string name, IReadOnlyList<string> notes)
    {
        string producer = string.Join(' ', new[] { model.ProducerName, model.ProducerVersion }.Where(static part => part.Length > 0).Select(OneLine));
        string version = GraphLowering.VersionOf(model).ToString(CultureInfo.InvariantCulture);
        yield return $"Imported from {OneLine(file)} ({(producer.Length > 0 ? producer + ", " : "")}opset {version}) by cnngen.";
        yield return $"Its weights: using var net = {name}.Load(\"{name}.safetensors\");";
        foreach (string note in notes)
        {
            yield return OneLine(note);
        }
    }

    // What a file says ends no comment.
    private static string OneLine(string text) => string.Concat(text.Where(static character => !char.IsControl(character) && character is not ('\u2028' or '\u2029' or '\u0085')));
}
