using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using CnnGen.Tests.Onnx;
using Xunit;

namespace CnnGen.Zoo.Tests.Trained;

/// <summary>Networks that others trained: written as classes, with the published weights, they give what was recorded.</summary>
public sealed class TrainedModelTests
{
    private static readonly RecordedModel Cifar = new("cifar10_resnet20");
    private static readonly RecordedModel Mnist = new("mnist_cntk");

    [SharedFact]
    public void CifarResNet20_GivesWhatWasRecorded() => AssertGives(CifarResNet20.Load(Cifar.Weights), Cifar);

    [SharedFact]
    public void CifarResNet20_IsAsRightAsItsDescriptionSays()
    {
        double[] means = [0.485, 0.456, 0.406];
        double[] deviations = [0.229, 0.224, 0.225];
        InMemoryDataset images = RecordedModel.ReadCifar10(
            Shared.PathOf("data", "cifar10", "first4000-lossless.bin.gz"), (channel, pixel) => (pixel - means[channel]) / deviations[channel]);
        using CifarResNet20 network = CifarResNet20.Load(Cifar.Weights);
        AssertAccuracy(network, images, Cifar.Accuracy("torch_correct_on_convnetjs_lossless_4000"));
    }

    [SharedFact]
    public void TinyDarknet_GivesWhatWasRecorded()
    {
        RecordedModel model = new("tiny_darknet_imagenet");
        AssertGives(TinyDarknet.Load(model.Weights), model);
    }

    [SharedFact]
    public void DoodleNet_GivesWhatWasRecorded()
    {
        RecordedModel model = new("doodlenet_quickdraw345");
        AssertGives(DoodleNet.Load(model.Weights), model);
    }

    [SharedFact]
    public void CntkMnist_GivesWhatWasRecorded() => AssertGives(CreateMnist(), Mnist);

    [SharedFact]
    public void CntkMnist_IsAsRightAsItsDescriptionSays()
    {
        IdxDataset digits = IdxDataset.Load(
            Shared.PathOf("data", "mnist", "t10k-images-idx3-ubyte.gz"), Shared.PathOf("data", "mnist", "t10k-labels-idx1-ubyte.gz"));
        float[] pixels = new float[digits.Count * digits.SampleLength];
        for (int i = 0; i < digits.Count; i++)
        {
            digits.Read(i, pixels.AsSpan(i * digits.SampleLength, digits.SampleLength));
        }

        using CntkMnist network = CreateMnist();
        InMemoryDataset unscaled = new(Array.ConvertAll(pixels, pixel => MathF.Round(pixel * 255)), Enumerable.Range(0, digits.Count).Select(digits.Label).ToArray());
        AssertAccuracy(network, unscaled, Mnist.Accuracy("torch_correct_on_mnist_test"));
    }

    /// <summary>From the file of ONNX, whose linear layer has a row for an input: for a pixel of a channel.</summary>
    private static CntkMnist CreateMnist()
    {
        Dictionary<string, OnnxTensor> tensors = Mnist.ReadGraph().Initializer.ToDictionary(tensor => tensor.Name, OnnxTensor.Read);
        CntkMnist network = CntkMnist.Create(seed: 1);
        network.Parameters["conv1.weight"].Value = tensors["Parameter5"].Values;
        network.Parameters["conv1.bias"].Value = tensors["Parameter6"].Values;
        network.Parameters["conv2.weight"].Value = tensors["Parameter87"].Values;
        network.Parameters["conv2.bias"].Value = tensors["Parameter88"].Values;
        network.Parameters["fc.weight"].Value = tensors["Parameter193"].Reshaped(256, 10).Transposed().Values;
        network.Parameters["fc.bias"].Value = tensors["Parameter194"].Values;
        return network;
    }

    private static void AssertGives<T>(T network, RecordedModel model)
        where T : class, INetwork<T>
    {
        using T disposed = network;
        Assert.NotEmpty(model.Recordings);
        foreach ((float[] input, float[] expected) in model.Recordings)
        {
            float[] output = new float[expected.Length];
            network.Forward(input, output);
            OutputAssert.AreClose(expected, output);
        }
    }

    private static void AssertAccuracy<T>(T network, Dataset images, (int Correct, int Samples) expected)
        where T : class, INetwork<T>
    {
        Evaluation evaluation = Evaluator.Evaluate(network, images);
        Assert.Equal(expected, (evaluation.Correct, evaluation.Samples));
    }
}
