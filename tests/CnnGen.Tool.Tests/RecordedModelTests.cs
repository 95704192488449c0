using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Onnx;
using CnnGen.Tests;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Trained and random networks as files: imported, compiled and loaded, they give what was recorded.</summary>
public sealed class RecordedModelTests
{
    private const string Detector = "ultraface_rfb320";

    private static readonly string[] Folders = [.. Recorded.Folders("models"), .. Recorded.Folders("golden", "nets-onnx")];

    private static readonly Lazy<Dictionary<string, ImportedNetwork>> Imported = new(() => Folders.ToDictionary(static folder => Path.GetFileName(folder), Import));

    private static readonly Lazy<Assembly> Compiled = new(() => CompiledNetwork.Compile(Imported.Value.Values));

    public static TheoryData<string> Models() => Folders.Length == 0
        ? new TheoryData<string>(Shared.Missing)
        : new TheoryData<string>(Folders.Select(static folder => Path.GetFileName(folder)));

    [SharedTheory]
    [MemberData(nameof(Models))]
    public void Model_GivesWhatWasRecorded(string model)
    {
        string folder = Folders.Single(folder => Path.GetFileName(folder) == model);
        string[] recordings = [.. Directory.EnumerateDirectories(folder, "test_data_set_*")];
        Assert.True(recordings.Length > 0 || model == Detector, "nothing was recorded");
        using CompiledNetwork network = CompiledNetwork.Load(Compiled.Value, Imported.Value[model]);
        foreach (string recording in recordings)
        {
            float[] output = network.Run(Recorded.Read(Path.Combine(recording, "input_0.pb")).Reals);
            Recorded.AssertClose(Recorded.Read(Path.Combine(recording, "output_0.pb")).Reals, output);
        }
    }

    /// <summary>Its file recorded no outputs: ONNX Runtime is asked for them.</summary>
    [SharedFact]
    public void Detector_GivesWhatOnnxRuntimeDoes()
    {
        using CompiledNetwork network = CompiledNetwork.Load(Compiled.Value, Imported.Value[Detector]);
        Random random = new(7);
        int[] shape = [1, .. network.Info.InputShape];
        float[] image = [.. Enumerable.Range(0, shape.Aggregate(1, static (product, size) => product * size)).Select(_ => (2 * random.NextSingle()) - 1)];
        Dictionary<string, float[]> outputs = network.Forward(image);

        using InferenceSession session = new(Shared.PathOf("models", Detector, "model.onnx"));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> expected =
            session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(image.AsMemory(), shape))]);
        foreach (DisposableNamedOnnxValue output in expected)
        {
            Recorded.AssertClose([.. output.AsTensor<float>()], outputs[output.Name]);
        }
    }

    private static ImportedNetwork Import(string folder)
    {
        string name = "Net_" + Path.GetFileName(folder).Replace('-', '_');
        ImportResult result = OnnxImporter.Import(Path.Combine(folder, "model.onnx"), new ImportOptions { Name = name, IsTrained = false });
        return result.Network ?? throw new InvalidOperationException(string.Join("\n", result.Problems));
    }
}
