using System;
using System.IO;
using System.Linq;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Reading;
using CnnGen.Tests;
using Google.Protobuf.Collections;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Real graphs of which something is changed at random: whatever it is, the importer makes a network or says problems.</summary>
public sealed class BrokenGraphTests
{
    private const int Trials = 60;

    public static TheoryData<string> Models()
    {
        string[] folders = Recorded.Folders("golden", "nets-onnx");
        return folders.Length == 0 ? new TheoryData<string>(Shared.Missing) : new TheoryData<string>(folders.Select(static folder => Path.GetFileName(folder)));
    }

    [SharedTheory]
    [MemberData(nameof(Models))]
    public void Graph_ThatIsChanged_IsNoCrash(string name)
    {
        ModelProto model = OnnxFile.Read(Shared.PathOf("golden", "nets-onnx", name, "model.onnx"));
        Random random = new(name.Length);
        for (int trial = 0; trial < Trials; trial++)
        {
            ModelProto changed = model.Clone();
            for (int change = 0; change <= trial % 3; change++)
            {
                Change(changed.Graph, random);
            }

            ImportResult result = Import(changed);
            Assert.True(result.Network is not null || result.Problems.Count > 0);
        }
    }

    private static ImportResult Import(ModelProto model)
    {
        try
        {
            return OnnxImporter.Import(model, "model.onnx", null, new ImportOptions());
        }
        catch (ImportException exception)
        {
            return new(null, [Problem.OfFile(exception.Message)]);
        }
    }

    private static void Change(GraphProto graph, Random random)
    {
        NodeProto node = graph.Node[random.Next(graph.Node.Count)];
        switch (random.Next(6))
        {
            case 0 when node.Attribute.Count > 0:
                node.Attribute.RemoveAt(random.Next(node.Attribute.Count));
                break;
            case 1 when node.Attribute.Count > 0:
                Change(node.Attribute[random.Next(node.Attribute.Count)], random);
                break;
            case 2 when node.Input.Count > 0:
                node.Input.RemoveAt(random.Next(node.Input.Count));
                break;
            case 3 when node.Input.Count > 0:
                NodeProto other = graph.Node[random.Next(graph.Node.Count)];
                node.Input[random.Next(node.Input.Count)] = other.Output[0];
                break;
            case 4:
                Change(graph.Initializer[random.Next(graph.Initializer.Count)].Dims, random);
                break;
            default:
                node.OpType = graph.Node[random.Next(graph.Node.Count)].OpType;
                break;
        }
    }

    private static void Change(AttributeProto attribute, Random random)
    {
        attribute.I = random.Next(-3, 9);
        Change(attribute.Ints, random);
    }

    private static void Change(RepeatedField<long> numbers, Random random)
    {
        if (numbers.Count > 0 && random.Next(3) > 0)
        {
            numbers[random.Next(numbers.Count)] = random.Next(-2, 40);
        }
        else if (numbers.Count > 0)
        {
            numbers.RemoveAt(random.Next(numbers.Count));
        }
        else
        {
            numbers.Add(random.Next(5));
        }
    }
}
