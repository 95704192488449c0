using System;
using System.IO;
using CnnGen.ZooTable;

// From wherever it is started, as long as that is inside of the repository.
DirectoryInfo? root = new(Environment.CurrentDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "CnnGen.sln")))
{
    root = root.Parent;
}

if (root is null)
{
    Console.Error.WriteLine("CnnGen.sln is not in this folder nor above it: start this inside of the repository.");
    return 1;
}

File.WriteAllText(Path.Combine(root.FullName, "docs", "zoo.md"), ZooPage.Of(ZooEntries.All));
return 0;
