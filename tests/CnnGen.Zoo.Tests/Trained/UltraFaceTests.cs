using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using CnnGen.Tests.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace CnnGen.Zoo.Tests.Trained;

/// <summary>A detector of eight outputs, with the weights of its file of ONNX, which recorded no outputs: ONNX Runtime is asked for them.</summary>
public sealed class UltraFaceTests
{
    private const int Classes = 2;
    private const int Sides = 4;
    private const string FoldedWeight = "ConvBnFusion_W_";
    private const string Weight = ".weight";

    private static readonly RecordedModel Model = new("ultraface_rfb320");

    // Rows and columns of the four scales.
    private static readonly (int Rows, int Columns)[] Planes = [(30, 40), (15, 20), (8, 10), (4, 5)];

    [SharedFact]
    public void Network_GivesWhatOnnxRuntimeDoes()
    {
        Dictionary<string, OnnxTensor> tensors = Model.ReadGraph().Initializer.ToDictionary(tensor => tensor.Name, OnnxTensor.Read);
        using UltraFace network = CreateFromOnnx(tensors);
        Random random = new(7);
        float[] image = Enumerable.Range(0, UltraFace.InputLength).Select(_ => (2 * random.NextSingle()) - 1).ToArray();
        float[][] outputs = Array.ConvertAll(UltraFace.Info.Outputs.ToArray(), output => new float[output.Length]);
        network.Forward(image, outputs[0], outputs[1], outputs[2], outputs[3], outputs[4], outputs[5], outputs[6], outputs[7]);
        Dictionary<string, float[]> named = UltraFace.Info.Outputs.Zip(outputs).ToDictionary(pair => pair.First.Name, pair => pair.Second);

        using InferenceSession session = new(Model.OnnxFile);
        int[] shape = [1, .. UltraFace.Info.InputShape];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> expected =
            session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(image.AsMemory(), shape))]);
        OutputAssert.AreClose(Find("scores"), Rows(named, "scores", Classes).SelectMany(Softmax).ToArray());
        OutputAssert.AreClose(Find("boxes"), Boxes(Rows(named, "boxes", Sides), tensors));

        float[] Find(string name) => expected.Single(value => value.Name == name).AsTensor<float>().ToArray();
    }

    /// <summary>Every convolution takes the two tensors of its node; the file calls folded ones by the convolution and by the normalisation.</summary>
    private static UltraFace CreateFromOnnx(Dictionary<string, OnnxTensor> tensors)
    {
        UltraFace network = UltraFace.Create(seed: 1);
        List<string> left = network.Parameters.Select(parameter => parameter.Name).ToList();
        foreach (NodeProto node in Model.ReadGraph().Node.Where(node => node.OpType == "Conv"))
        {
            string name = node.Input[1].Replace(FoldedWeight, "", StringComparison.Ordinal)[..^Weight.Length];
            network.Parameters[name + Weight].Value = tensors[node.Input[1]].Values;
            network.Parameters[name + ".bias"].Value = tensors[node.Input[2]].Values;
            left.RemoveAll(parameter => parameter.StartsWith(name + ".", StringComparison.Ordinal));
        }

        Assert.Empty(left);
        return network;
    }

    /// <summary>What each anchor of each cell has, scale by scale: channels become the last axis.</summary>
    private static float[][] Rows(Dictionary<string, float[]> outputs, string name, int each) => Planes.SelectMany((plane, scale) =>
    {
        float[] channels = outputs[$"{name}{8 << scale}"];
        int cells = plane.Rows * plane.Columns;
        return Enumerable.Range(0, cells).SelectMany(cell => Enumerable.Range(0, channels.Length / cells).Select(channel => channels[(channel * cells) + cell]));
    }).Chunk(each).ToArray();

    private static float[] Softmax(float[] scores)
    {
        double[] exponentials = Array.ConvertAll(scores, score => Math.Exp(score));
        return Array.ConvertAll(exponentials, exponential => (float)(exponential / exponentials.Sum()));
    }

    /// <summary>Centers and sizes beside the anchors' become corners. The graph calls its constants by numbers.</summary>
    private static float[] Boxes(float[][] rows, Dictionary<string, OnnxTensor> tensors)
    {
        double moves = tensors["463"].Number;
        double growth = tensors["470"].Number;
        float[] scales = tensors["465"].Values;
        float[] centers = tensors["467"].Values;
        float[] sizes = tensors["473"].Values;
        return rows.SelectMany((row, anchor) =>
        {
            double[] center = Enumerable.Range(0, 2).Select(axis => (row[axis] * moves * scales[(2 * anchor) + axis]) + centers[(2 * anchor) + axis]).ToArray();
            double[] half = Enumerable.Range(0, 2).Select(axis => Math.Exp(row[2 + axis] * growth) * sizes[(2 * anchor) + axis] / 2).ToArray();
            return new[] { center[0] - half[0], center[1] - half[1], center[0] + half[0], center[1] + half[1] };
        }).Select(side => (float)side).ToArray();
    }
}
