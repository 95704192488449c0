using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>Files that torch.save wrote, against what PyTorch says their tensors are.</summary>
public sealed class TorchTests
{
    private const string Maker = """
        import argparse, collections, sys, torch
        torch.manual_seed(1)
        folder = sys.argv[1]
        net = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.Flatten(), torch.nn.Linear(8, 5))
        optimizer = torch.optim.Adam(net.parameters())
        net(torch.randn(2, 3, 3, 3)).sum().backward()
        optimizer.step()
        base = torch.arange(24.0)
        kinds = [torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.uint8, torch.int16, torch.int8, torch.bool]
        views = {'t': base.view(4, 6).t(), 'p': base.view(2, 3, 4).permute(2, 0, 1), 'part': base[5:20:3], 'expanded': base[:1].expand(3, 4), 'scalar': torch.tensor(2.5), 'empty': torch.zeros(0, 3),
                 'channels_last': torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last), 'parameter': torch.nn.Parameter(base[:3])}
        files = {
            'state': net.state_dict(),
            'wrapped': torch.nn.DataParallel(net).state_dict(),
            'whole': {'state_dict': net.state_dict(), 'optimizer': optimizer.state_dict(), 'epoch': 3, 'args': argparse.Namespace(lr=0.1, layers=[1, 2]), 'history': collections.defaultdict(list, {'loss': [0.5]}), 'big': 2 ** 70, 'seen': {1, 2}, 'scheduler': torch.optim.lr_scheduler.MultiStepLR(optimizer, [3, 5]).state_dict(), 'loss': torch.tensor(1.0).numpy()[()]},
            'views': views,
            'kinds': {str(kind): (torch.randn(5) * 3).abs().to(kind) for kind in kinds},
        }
        for name, value in files.items():
            for protocol in (2, 4):
                torch.save(value, f'{folder}/{name}{protocol}.pt', pickle_protocol=protocol)
            tensors = value.get('state_dict', value)
            for key, tensor in tensors.items():
                print(name, key, ','.join(map(str, tensor.shape)), ' '.join(float(x).hex() for x in tensor.detach().to(torch.float32).flatten()), sep='|')
        torch.save(net, f'{folder}/module.pt')
        torch.save(net.state_dict(), f'{folder}/legacy.pt', _use_new_zipfile_serialization=False)
        torch.jit.script(net).save(f'{folder}/script.pt')
        """;

    [TorchFact]
    public void FilesOfTorch_GiveItsTensors()
    {
        using TemporaryFolder folder = new();
        string[] lines = Python.Run("torch", Maker, folder["."]).Split('\n', System.StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 30);
        foreach (IGrouping<string, string[]> file in lines.Select(static line => line.Split('|')).GroupBy(static parts => parts[0]))
        {
            foreach (int protocol in new[] { 2, 4 })
            {
                ConvertTests.Conversion conversion = ConvertTests.Convert(File.ReadAllBytes(folder[$"{file.Key}{protocol}.pt"]));
                AssertHas(conversion.Tensors, file.Where(static parts => !parts[1].EndsWith("num_batches_tracked", System.StringComparison.Ordinal)));
            }
        }

        Assert.Contains("torch.nn.modules.container.Sequential", ConvertTests.Convert(File.ReadAllBytes(folder["module.pt"])).Errors);
        Assert.Contains("before 1.6", ConvertTests.Convert(File.ReadAllBytes(folder["legacy.pt"])).Errors);
        Assert.Contains("TorchScript", ConvertTests.Convert(File.ReadAllBytes(folder["script.pt"])).Errors);
    }

    private static void AssertHas(IReadOnlyDictionary<string, SafetensorsTensor> tensors, IEnumerable<string[]> expected)
    {
        string[][] all = [.. expected];
        Assert.Equal(all.Length, tensors.Count);
        Assert.All(all, parts =>
        {
            SafetensorsTensor tensor = tensors[parts[1]];
            Assert.Equal(parts[2], string.Join(',', tensor.Shape));
            Assert.Equal(parts[3].Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(Hex), tensor.Values);
        });
    }

    /// <summary>A number as Python's float.hex writes it.</summary>
    private static float Hex(string text)
    {
        string[] parts = text.Split("0x", 2)[1].Split('p');
        double fraction = parts[0].Where(static digit => digit != '.').Aggregate(0.0, static (sum, digit) => (sum * 16) + int.Parse(digit.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        int digits = parts[0].Length - parts[0].IndexOf('.', System.StringComparison.Ordinal) - 1;
        double value = System.Math.ScaleB(fraction, int.Parse(parts[1], CultureInfo.InvariantCulture) - (parts[0].Contains('.') ? digits * 4 : 0));
        return (float)(text.StartsWith('-') ? -value : value);
    }
}
